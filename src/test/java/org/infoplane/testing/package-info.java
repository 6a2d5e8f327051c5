/** Series, networks and data sets that tests share. */
@NullMarked
package org.infoplane.testing;

import org.jspecify.annotations.NullMarked;
