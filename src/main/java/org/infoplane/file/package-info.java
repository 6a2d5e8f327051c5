/** How files are written: whole or not at all, however many write at once. */
@NullMarked
package org.infoplane.file;

import org.jspecify.annotations.NullMarked;
