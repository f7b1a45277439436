/**
 * The demonstration behind {@code ./demo}: a graph into a real server, models out of it, deletions, and the proof that the
 * models are what they would be had they never seen what was deleted. It must not know any class of the plugin: all it
 * does, a user could do over Bolt. Start reading at {@link org.graphunlearning.workbench.demo.Story}.
 */
@NullMarked
package org.graphunlearning.workbench.demo;

import org.jspecify.annotations.NullMarked;
