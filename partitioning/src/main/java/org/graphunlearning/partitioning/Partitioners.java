package org.graphunlearning.partitioning;

import java.util.List;
import org.graphunlearning.partitioning.guide.GuideFast;
import org.graphunlearning.partitioning.guide.GuideSr;
import org.graphunlearning.partitioning.multilevel.Multilevel;
import org.graphunlearning.partitioning.partition.BalancedKMeans;
import org.graphunlearning.partitioning.partition.BalancedLabelPropagation;
import org.graphunlearning.partitioning.partition.HashSplit;
import org.graphunlearning.partitioning.partition.Partitioner;
import org.graphunlearning.partitioning.partition.RandomSplit;

/** The partitioners by name. They hold no state. */
public final class Partitioners {
    private static final List<Partitioner> ALL = List.of(
            new Multilevel(),
            new RandomSplit(),
            new HashSplit(),
            new BalancedLabelPropagation(),
            BalancedKMeans.ofFeatures(),
            BalancedKMeans.pretrained(),
            new GuideFast(),
            new GuideSr());

    private Partitioners() {}

    /** All names, the default first. */
    public static List<String> names() {
        return ALL.stream().map(Partitioner::name).toList();
    }

    /**
     * The partitioner of a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Partitioner named(String name) {
        return ALL.stream()
                .filter(partitioner -> partitioner.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Partitioner `" + name + "` does not exist; there are " + String.join(", ", names()) + "."));
    }
}
