/**
 * Graphs as plain arrays for tests and measurements: the karate club, seeded generators, and the gzip CSV layout.
 * It must not know any other module, nor Neo4j, nor a machine learning library.
 * Start reading at {@link org.graphunlearning.testgraphs.GraphData}, then at
 * {@link org.graphunlearning.testgraphs.KarateClub}.
 */
@NullMarked
package org.graphunlearning.testgraphs;

import org.jspecify.annotations.NullMarked;
