/**
 * Atomic file writing, safe with concurrent writers.
 *
 * <p>A null argument is a {@link NullPointerException} that names it.
 */
@NullMarked
package org.infoplane.file;

import org.jspecify.annotations.NullMarked;
