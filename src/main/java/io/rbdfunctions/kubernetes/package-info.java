/** The Kubernetes API: classes, secrets, claims, volumes. The only package that uses the API client. */
@NullMarked
package io.rbdfunctions.kubernetes;

import org.jspecify.annotations.NullMarked;
