/**
 * Reads the option maps of procedures strictly: types, ranges, known names, nearest suggestion for a typing error.
 * It must not know what an option means, nor the graph. Start reading at
 * {@link org.graphunlearning.procedures.config.ConfigReader}.
 */
@NullMarked
package org.graphunlearning.procedures.config;

import org.jspecify.annotations.NullMarked;
