/**
 * What an operator wants to know of the plugin in one look.
 * It must not tell paths, names of hosts or anything of the data. Start reading at
 * {@link org.graphunlearning.procedures.sysinfo.SysInfo}.
 */
@NullMarked
package org.graphunlearning.procedures.sysinfo;

import org.jspecify.annotations.NullMarked;
