/**
 * Information measures with their bias, null and significance. Knows symbols and counts, no
 * networks and no figures. Nats inside; {@link org.infoplane.measure.Unit} converts for people.
 */
@NullMarked
package org.infoplane.measure;

import org.jspecify.annotations.NullMarked;
