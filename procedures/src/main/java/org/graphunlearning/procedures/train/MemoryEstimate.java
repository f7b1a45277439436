package org.graphunlearning.procedures.train;

import java.util.Locale;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.procedures.projection.Projector;

/**
 * Bytes that projecting and training take at their peak. The lower bound counts arrays that must exist; the upper one adds
 * the copy of the features that normalising or deleting makes, and growth of scan buffers.
 *
 * @param bytesMin lower bound
 * @param bytesMax upper bound
 */
record MemoryEstimate(long bytesMin, long bytesMax) {
    private static final int PER_NODE = 64;
    private static final int CLASSES = 16; // not known before labels are read; a guess that hardly matters

    static MemoryEstimate of(Projector.Size size, TrainingConfig training) {
        var model = training.model();
        boolean gat = model.architecture() == Architecture.GAT;
        boolean dense = size.featureValues() == (long) size.columns() * size.nodes();
        long neighbours = 2 * size.relationships();
        long features = size.featureValues() * (dense ? 4L : 8L);
        long width = model.architecture().isLinear()
                ? Math.min(size.columns(), 1 + size.featureValues() / size.nodes())
                : (long) model.hiddenChannels() * (gat ? model.heads() : 1);
        long parameters = size.columns() * width + (model.layers() - 1) * width * width + width * CLASSES;
        long hidden = size.nodes() * (width * (model.layers() - 1) + CLASSES) * 4;
        long perEdge = gat ? neighbours * model.heads() * 4 * 3 * model.layers() : neighbours * 4 * model.layers();
        long projection = size.nodes() * PER_NODE + neighbours * 4 + features;
        long kept = SidecarSize.bytes(training, size.columns(), CLASSES);
        long min = projection + parameters * 16 + hidden * 2 + perEdge + kept;
        return new MemoryEstimate(
                min, min + features * 2 + neighbours * 12 + hidden * 4 + kept + solved(size, training));
    }

    /** A solved head works on its rows in double precision and on a square matrix. */
    private static long solved(Projector.Size size, TrainingConfig training) {
        if (training.head().trainsByEpochs()) {
            return 0;
        }
        long width = SidecarSize.solvedColumns(training, size.columns());
        return (size.nodes() + width) * width * Double.BYTES;
    }

    /** As people read it, for example {@code [12 MiB ... 30 MiB]}. */
    String requiredMemory() {
        return "[" + readable(bytesMin) + " ... " + readable(bytesMax) + "]";
    }

    static String readable(long bytes) {
        if (bytes < 1 << 20) {
            return String.format(Locale.ROOT, "%d KiB", (bytes >> 10) + 1);
        }
        return bytes < 1L << 30
                ? String.format(Locale.ROOT, "%d MiB", bytes >> 20)
                : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }

    /** Share of the largest heap, in percent with one digit. */
    static double heapPercentage(long bytes) {
        return Math.round(1000.0 * bytes / Runtime.getRuntime().maxMemory()) / 10.0;
    }
}
