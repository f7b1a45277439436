/**
 * Starts a real Neo4j Community server, with the packaged plugin in it, from Maven artifacts alone. It must not know what
 * the plugin does: a demo, a benchmark or a test asks it for a server and speaks Bolt to it. Start reading at
 * {@link org.graphunlearning.workbench.server.Neo4jServer}.
 */
@NullMarked
package org.graphunlearning.workbench.server;

import org.jspecify.annotations.NullMarked;
