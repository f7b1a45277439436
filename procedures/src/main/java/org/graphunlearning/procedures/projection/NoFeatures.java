package org.graphunlearning.procedures.projection;

import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;

/** Reads nothing, for questions about structure: every vector is zero. */
final class NoFeatures implements FeatureReader, FeatureReader.Range {
    private final FeatureLayout layout;
    private final int rows;

    NoFeatures(FeatureLayout layout, int rows) {
        this.layout = layout;
        this.rows = rows;
    }

    @Override
    public Range range(int from, int to) {
        return this;
    }

    @Override
    public void read(int row, Node node, int @Nullable [] hidden) {
        // a structure has no features
    }

    @Override
    public void skip() {
        // nor has it for anybody else
    }

    @Override
    public int incomplete() {
        return 0;
    }

    @Override
    public Features finish() {
        return new SparseFeatures(layout.columns(), new int[rows + 1], new int[0], new float[0]);
    }

    @Override
    public FeatureLayout layout() {
        return layout;
    }
}
