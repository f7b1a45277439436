/**
 * What the plugin can do, told by itself.
 * It must not know any use case. Start reading at {@link org.graphunlearning.procedures.help.HelpProcedures}.
 */
@NullMarked
package org.graphunlearning.procedures.help;

import org.jspecify.annotations.NullMarked;
