package org.graphunlearning.partitioning.partition;

import java.util.List;

/** The partitioners by name. */
public final class Partitioners {
    private Partitioners() {}

    /** All names. */
    public static List<String> names() {
        return List.of(
                RandomSplit.NAME,
                HashSplit.NAME,
                BalancedLabelPropagation.NAME,
                BalancedKMeans.NAME,
                BalancedKMeans.PRETRAINED);
    }

    /**
     * The partitioner of a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Partitioner named(String name) {
        return switch (name) {
            case RandomSplit.NAME -> new RandomSplit();
            case HashSplit.NAME -> new HashSplit();
            case BalancedLabelPropagation.NAME -> new BalancedLabelPropagation();
            case BalancedKMeans.NAME -> BalancedKMeans.ofFeatures();
            case BalancedKMeans.PRETRAINED -> BalancedKMeans.pretrained();
            default ->
                throw new IllegalArgumentException(
                        "Partitioner `" + name + "` does not exist; there are " + String.join(", ", names()) + ".");
        };
    }
}
