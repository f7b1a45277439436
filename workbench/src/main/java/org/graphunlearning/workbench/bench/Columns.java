package org.graphunlearning.workbench.bench;

/** Columns that several benchmarks have. */
final class Columns {
    static final Column GRAPH = new Column("graph", "graph", "folder of the graph");
    static final Column GUARANTEE =
            new Column("guarantee", "guarantee", "what the results promise, the weakest of the seeds", 11);
    static final Column TOTAL_SECONDS =
            new Column("totalSeconds", "total s", "the whole call, 2 threads, median of the seeds", 7);
    static final Column FINAL_STRATEGY =
            new Column("finalStrategy", "in the end", "what ran in the end, and how often where that differs", 15);
    static final Column SEEDS = new Column("seeds", "", "models, each with its own draw");
    static final Column EPOCHS = new Column("epochs", "", "of every training; null where the head is solved");
    static final Column SPLIT = new Column("split", "", "split, the published one, or split_random, 80/10/10");
    static final Column OTHERS =
            new Column("othersCpuShare", "others", "share of all cores that other programs used meanwhile", 6);
    static final Column KERNEL = new Column("kernel", "", "dense backend and sparse kernel");
    static final Column JDK = new Column("jdk", "", "version of the Java runtime");

    private Columns() {}

    /** As wide as the longest name that a benchmark trains. */
    static Column architecture(int width) {
        return new Column("architecture", "model", "architecture, and its head where that is solved", width);
    }
}
