package io.rbdfunctions.tools.bench;

/**
 * The measurements of one cold start.
 *
 * @param healthyMillis from the start of the process to its first successful health check
 * @param doneMillis from the start of the process to the response to its first request, which provisions a volume
 * @param cpuMillis the CPU time of the process until that response
 * @param rssMegabytes the resident set size at that response
 */
record ColdStartFigures(double healthyMillis, double doneMillis, double cpuMillis, double rssMegabytes) {}
