/**
 * How files are written: whole or not at all, however many write at once.
 *
 * <p>A null argument is a {@link NullPointerException} that names it.
 */
@NullMarked
package org.infoplane.file;

import org.jspecify.annotations.NullMarked;
