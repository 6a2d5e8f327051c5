/**
 * Information measures with their bias, null and significance. Knows symbols and counts, but
 * neither networks nor figures. Values are in nats; {@link org.infoplane.measure.Unit} converts
 * them.
 */
@NullMarked
package org.infoplane.measure;

import org.jspecify.annotations.NullMarked;
