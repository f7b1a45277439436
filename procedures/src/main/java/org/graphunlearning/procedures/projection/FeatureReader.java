package org.graphunlearning.procedures.projection;

import org.graphunlearning.gnn.graph.Features;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;

/** Fills the feature vectors of rows; ranges may be filled from different threads, each row by one. */
interface FeatureReader {
    /** What one range of rows is read with; not shared between threads. */
    interface Range {
        /** Reads the vector of a node; {@code hidden} columns, if any, count as zero. */
        void read(int row, Node node, int @Nullable [] hidden);

        /** Leaves the vector of the next row zero. Rows are read or skipped in order. */
        void skip();

        /** How many nodes of the range lack a feature property. */
        int incomplete();
    }

    /** Begins the range that starts at a row. */
    Range range(int from, int to);

    /** All vectors, once every range has been read. */
    Features finish();

    /** Which columns come from which property. */
    FeatureLayout layout();
}
