/**
 * How the plugin comes to life inside Neo4j: the extension, its system properties, and what it injects into procedures.
 * It must not know any single procedure, nor models. Start reading at
 * {@link org.graphunlearning.procedures.lifecycle.UnlearnExtensionFactory}.
 */
@NullMarked
package org.graphunlearning.procedures.lifecycle;

import org.jspecify.annotations.NullMarked;
