/** Recordings in files: blocks with checksums, one writer at a time, whole or not at all. */
@NullMarked
package org.infoplane.recording.store;

import org.jspecify.annotations.NullMarked;
