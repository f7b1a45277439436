package org.graphunlearning.testgraphs;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Reads one graph folder: {@code nodes.csv.gz} ({@code id} and, if present, {@code label, split, split_random}),
 * {@code edges.csv.gz} ({@code source, target}), {@code features.csv.gz} if present ({@code id, index} and, if present,
 * {@code value}) and {@code meta.json} if present ({@code name, directed} and counts, which must agree). Columns are
 * found by heading; other columns are passed over. Malformed content is an {@link IllegalArgumentException} of one
 * sentence that names file and line; a failing disk is an {@link java.io.UncheckedIOException}.
 */
public final class GraphReader {
    static final String NODES = "nodes.csv.gz";
    static final String EDGES = "edges.csv.gz";
    static final String FEATURES = "features.csv.gz";

    private static final NodeSplit[] SPLITS = NodeSplit.values();
    private static final byte[][] SPLIT_WORDS = Arrays.stream(SPLITS)
            .map(split -> split.csvName().getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);

    private final Path dir;
    private final Limits limits;
    private final GraphMeta meta;

    private GraphReader(Path dir, Limits limits) {
        this.dir = dir;
        this.limits = limits;
        this.meta = GraphMeta.read(dir);
    }

    /**
     * What a file may hold at most; reading stops with an error as soon as one is passed.
     *
     * @param nodes most nodes
     * @param edges most edges
     * @param featureValues most stored feature values
     * @param columns widest feature matrix
     * @param lineBytes longest line
     */
    public record Limits(int nodes, int edges, int featureValues, int columns, int lineBytes) {
        /** Room for twenty million nodes, two hundred million edges, half a billion values and lines of 16 MiB. */
        public static final Limits DEFAULT = new Limits(20_000_000, 200_000_000, 500_000_000, 10_000_000, 1 << 24);

        /** Checks that no limit is below 1 and lines stay below 1 GiB. */
        public Limits {
            Range.require("nodes", nodes, 1, Integer.MAX_VALUE - 8);
            Range.require("edges", edges, 1, Integer.MAX_VALUE - 8);
            Range.require("featureValues", featureValues, 1, Integer.MAX_VALUE - 8);
            Range.require("columns", columns, 1, Integer.MAX_VALUE - 8);
            Range.require("lineBytes", lineBytes, 1, 1 << 30);
        }
    }

    /** Reads the graph in a folder within {@link Limits#DEFAULT}. */
    public static GraphData read(Path dir) {
        return read(dir, Limits.DEFAULT);
    }

    /** Reads the graph in a folder within the given limits. */
    public static GraphData read(Path dir, Limits limits) {
        return new GraphReader(dir, limits).read();
    }

    private GraphData read() {
        var marks = readNodes();
        int nodeCount = marks.labels().length;
        requireAgreement("nodes", meta.nodes(), nodeCount);
        var edges = readEdges(nodeCount);
        requireAgreement("edges", meta.edges(), edges.size());
        return new GraphData(meta.name(), edges, readFeatures(nodeCount), marks);
    }

    private static void requireAgreement(String what, int told, int found) {
        if (told >= 0 && told != found) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "`%s` tells of %d %s, but `%s.csv.gz` has %d.",
                    GraphMeta.FILE,
                    told,
                    what,
                    what,
                    found));
        }
    }

    private NodeMarks readNodes() {
        try (var lines = CsvLines.open(dir, NODES, limits.lineBytes())) {
            int id = lines.requiredColumn("id");
            int label = lines.column("label");
            int split = lines.column("split");
            int splitRandom = lines.column("split_random");
            var labels = new GrowingLongs();
            var splits = new GrowingInts();
            var randomSplits = new GrowingInts();
            while (lines.next()) {
                requireBelow(lines, labels.size(), limits.nodes(), "nodes");
                requireNextId(lines, id, labels.size());
                labels.add(label < 0 ? -1 : lines.wholeNumber(label, -1, Long.MAX_VALUE));
                splits.add(split < 0 ? NodeSplit.NONE.ordinal() : lines.oneOf(split, SPLIT_WORDS));
                randomSplits.add(splitRandom < 0 ? NodeSplit.NONE.ordinal() : lines.oneOf(splitRandom, SPLIT_WORDS));
            }
            return new NodeMarks(labels.toArray(), splits(splits), splits(randomSplits));
        }
    }

    private static NodeSplit[] splits(GrowingInts ordinals) {
        var splits = new NodeSplit[ordinals.size()];
        Arrays.setAll(splits, node -> SPLITS[ordinals.get(node)]);
        return splits;
    }

    private EdgeList readEdges(int nodeCount) {
        try (var lines = CsvLines.open(dir, EDGES, limits.lineBytes())) {
            int source = lines.requiredColumn("source");
            int target = lines.requiredColumn("target");
            var sources = new GrowingInts();
            var targets = new GrowingInts();
            int lastSource = -1;
            int lastTarget = -1;
            while (lines.next()) {
                requireBelow(lines, sources.size(), limits.edges(), "edges");
                int s = (int) lines.wholeNumber(source, 0, nodeCount - 1L);
                int t = (int) lines.wholeNumber(target, 0, nodeCount - 1L);
                if (!meta.directed()) {
                    requireSorted(lines, s, t, lastSource, lastTarget);
                }
                sources.add(s);
                targets.add(t);
                lastSource = s;
                lastTarget = t;
            }
            return new EdgeList(sources.toArray(), targets.toArray(), meta.directed());
        }
    }

    private static void requireSorted(CsvLines lines, int source, int target, int lastSource, int lastTarget) {
        if (source >= target) {
            throw lines.error("`source` must be below `target` in an undirected graph");
        }
        if (source < lastSource || (source == lastSource && target <= lastTarget)) {
            throw lines.error("the edge repeats or is out of order; sort by `source`, then `target`");
        }
    }

    private SparseRows readFeatures(int nodeCount) {
        if (!Files.exists(dir.resolve(FEATURES))) {
            if (meta.features() > 0) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "`%s` tells of %d features, but the graph folder has no file `%s`.",
                        GraphMeta.FILE,
                        meta.features(),
                        FEATURES));
            }
            return SparseRows.none(nodeCount);
        }
        if (meta.features() > limits.columns()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "`%s` tells of %d features; the limit is %d.",
                    GraphMeta.FILE,
                    meta.features(),
                    limits.columns()));
        }
        try (var lines = CsvLines.open(dir, FEATURES, limits.lineBytes())) {
            return readFeatures(lines, nodeCount);
        }
    }

    private SparseRows readFeatures(CsvLines lines, int nodeCount) {
        int id = lines.requiredColumn("id");
        int index = lines.requiredColumn("index");
        int value = lines.column("value");
        int lastColumn = (meta.features() >= 0 ? meta.features() : limits.columns()) - 1;
        var ptr = new int[nodeCount + 1];
        var idx = new GrowingInts();
        var val = new GrowingFloats();
        int widest = 0;
        int row = 0;
        for (; lines.next(); row++) {
            requireBelow(lines, row, nodeCount, "nodes with features");
            requireNextId(lines, id, row);
            lines.wholeNumbers(index, lastColumn, idx);
            requireBelow(lines, idx.size() - 1, limits.featureValues(), "feature values");
            requireAscending(lines, idx, ptr[row]);
            if (value >= 0) {
                lines.decimals(value, val);
                if (val.size() != idx.size()) {
                    throw lines.error("`index` and `value` differ in length");
                }
            }
            ptr[row + 1] = idx.size();
            widest = idx.size() > ptr[row] ? Math.max(widest, idx.get(idx.size() - 1) + 1) : widest;
        }
        if (row < nodeCount) {
            throw lines.error(String.format(Locale.ROOT, "the file ends after %d of %d nodes", row, nodeCount));
        }
        int columns = meta.features() >= 0 ? meta.features() : widest;
        return value < 0
                ? SparseRows.binary(columns, ptr, idx.toArray())
                : new SparseRows(columns, ptr, idx.toArray(), val.toArray());
    }

    private static void requireAscending(CsvLines lines, GrowingInts idx, int from) {
        for (int at = from + 1; at < idx.size(); at++) {
            if (idx.get(at) <= idx.get(at - 1)) {
                throw lines.error("the entries of `index` do not ascend");
            }
        }
    }

    private static void requireNextId(CsvLines lines, int column, int expected) {
        if (lines.wholeNumber(column, 0, Integer.MAX_VALUE) != expected) {
            throw lines.error(String.format(Locale.ROOT, "`id` must be %d, as ids count up from 0", expected));
        }
    }

    private static void requireBelow(CsvLines lines, int count, int limit, String what) {
        if (count >= limit) {
            throw lines.error(String.format(Locale.ROOT, "there are more than %d %s", limit, what));
        }
    }
}
