package io.rbdfunctions.tools.bench;

/**
 * One cold start.
 *
 * @param healthyMillis from the start of the process to the first answer of its health
 * @param doneMillis from the start of the process to the answer to the first request, a volume
 * @param cpuMillis what the process took of the processors until then
 * @param rssMegabytes its memory then
 */
record ColdFigures(double healthyMillis, double doneMillis, double cpuMillis, double rssMegabytes) {}
