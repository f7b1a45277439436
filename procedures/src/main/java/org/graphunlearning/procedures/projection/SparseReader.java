package org.graphunlearning.procedures.projection;

import java.util.Arrays;
import java.util.List;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Node;

/** Reads lists of columns and, where given, lists of their values; no value list means ones. */
final class SparseReader implements FeatureReader {
    private static final int BYTES_PER_VALUE = Integer.BYTES + Float.BYTES;

    private final FeatureSource.Sparse source;
    private final int rows;
    private final @Nullable Part[] parts;
    private final boolean mayBeAbsent;

    SparseReader(FeatureSource.Sparse source, boolean mayBeAbsent, int rows) {
        this.source = source;
        this.rows = rows;
        this.mayBeAbsent = mayBeAbsent;
        this.parts = new @Nullable Part[ChunkedRead.chunks(rows)];
    }

    @Override
    public Range range(int from, int to) {
        var part = new Part(to - from);
        parts[from / ChunkedRead.CHUNK_ROWS] = part;
        return part;
    }

    /** The rows of one range, joined in {@link #finish()}. */
    private final class Part implements Range {
        private final int[] ends;
        private int[] columns = new int[256];
        private float[] values = new float[256];
        private int length;
        private int read;
        private int incomplete;

        Part(int rows) {
            ends = new int[rows];
        }

        @Override
        public void read(int row, Node node, int @Nullable [] hidden) {
            int start = length;
            var listed = node.getProperty(source.indices(), null);
            if (listed == null) {
                incomplete++;
            } else {
                append(node, listed);
                sort(node, start);
                if (hidden != null) {
                    hide(start, hidden);
                }
            }
            ends[read++] = length;
        }

        private void append(Node node, Object listed) {
            int count = Numbers.width(node, source.indices(), listed);
            var given = source.values() == null ? null : node.getProperty(source.values(), null);
            int valueCount = given == null ? 0 : Numbers.width(node, String.valueOf(source.values()), given);
            if (valueCount != 0 && valueCount != count) {
                throw new IllegalArgumentException("Node " + node.getElementId() + " lists " + count + " columns in `"
                        + source.indices() + "` but " + valueCount + " values in `" + source.values() + "`.");
            }
            reserve(count);
            for (int k = 0; k < count; k++) {
                columns[length] = Numbers.column(node, source.indices(), listed, k, source.dimension());
                values[length++] = given == null || valueCount == 0
                        ? 1f
                        : Numbers.at(node, String.valueOf(source.values()), given, k);
            }
        }

        private void reserve(int count) {
            if (length + count > columns.length) {
                int capacity = Math.max(length + count, columns.length * 2);
                columns = Arrays.copyOf(columns, capacity);
                values = Arrays.copyOf(values, capacity);
            }
        }

        /** Insertion sort: lists come sorted from most sources, and a second equal column is an error either way. */
        private void sort(Node node, int start) {
            for (int k = start + 1; k < length; k++) {
                int column = columns[k];
                float value = values[k];
                int at = k;
                for (; at > start && columns[at - 1] > column; at--) {
                    columns[at] = columns[at - 1];
                    values[at] = values[at - 1];
                }
                if (at > start && columns[at - 1] == column) {
                    throw new IllegalArgumentException("Column property `" + source.indices() + "` of node "
                            + node.getElementId() + " names one column twice.");
                }
                columns[at] = column;
                values[at] = value;
            }
        }

        private void hide(int start, int[] hidden) {
            int kept = start;
            for (int k = start; k < length; k++) {
                if (Arrays.binarySearch(hidden, columns[k]) < 0) {
                    columns[kept] = columns[k];
                    values[kept++] = values[k];
                }
            }
            length = kept;
        }

        @Override
        public void skip() {
            ends[read++] = length;
        }

        @Override
        public int incomplete() {
            return incomplete;
        }
    }

    @Override
    public Features finish() {
        long total = Arrays.stream(parts)
                .mapToLong(part -> part == null ? 0 : part.length)
                .sum();
        int absent = Arrays.stream(parts)
                .mapToInt(part -> part == null ? 0 : part.incomplete)
                .sum();
        if (absent == rows && !mayBeAbsent) {
            throw new IllegalArgumentException(
                    "No node of the projection has the feature property `" + source.indices() + "`.");
        }
        if (total > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("The features hold " + total + " values; the limit is 2147483639.");
        }
        MemoryBudget.require("Joining features", total * BYTES_PER_VALUE);
        var ptr = new int[rows + 1];
        var columns = new int[(int) total];
        var values = new float[(int) total];
        int row = 0;
        int start = 0;
        for (int p = 0; p < parts.length; p++) {
            var part = parts[p];
            if (part != null) {
                System.arraycopy(part.columns, 0, columns, start, part.length);
                System.arraycopy(part.values, 0, values, start, part.length);
                for (int end : part.ends) {
                    ptr[++row] = start + end;
                }
                start += part.length;
                parts[p] = null; // so that at most one copy and one range are live
            }
        }
        return new SparseFeatures(source.dimension(), ptr, columns, values);
    }

    @Override
    public FeatureLayout layout() {
        return new FeatureLayout(List.of(source.indices()), new int[] {source.dimension()});
    }
}
