package org.graphunlearning.procedures.explain;

import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Path;
import org.neo4j.graphdb.Relationship;

/**
 * What a row of a stored heat map is about, real or {@link ForgottenElements standing for} something that was deleted.
 *
 * @param path from the target to it, where there is one
 * @param column of the node, for a feature value that is still there
 */
record PastElement(
        @Nullable Node node,
        @Nullable Relationship relationship,
        @Nullable Path path,
        @Nullable Long column) {}
