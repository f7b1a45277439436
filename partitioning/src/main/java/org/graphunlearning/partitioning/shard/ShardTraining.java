package org.graphunlearning.partitioning.shard;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.KeyHash;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;

/**
 * Trains one shard, in one go or slice after slice.
 *
 * <p>With {@code R} slices, stage {@code r} trains on the nodes of the slices {@code 0..r} and the edges among them for its share of
 * the epochs, from the parameters of the stage before and with a fresh optimiser (Bourtoule et al., SISA, 2021; an edge belongs
 * to the later slice of its ends). A deletion in slice {@code j} starts again at stage {@code j}; on average
 * {@code 2/3 + 1/(3R)} of the work is left.
 */
final class ShardTraining {
    private final TrainingConfig config;
    private final int slices;

    ShardTraining(TrainingConfig config, int slices) {
        this.config = config;
        this.slices = slices;
    }

    /** From scratch. */
    ShardModel fit(ShardGraph shard, Compute compute) {
        return resume(shard, List.of(), compute);
    }

    /**
     * From the stages that a deletion leaves as they were.
     *
     * @param kept the first stages, of the classes the shard has now
     */
    ShardModel resume(ShardGraph shard, List<Gnn> kept, Compute compute) {
        var whole = shard.whole();
        var classes = whole.classes();
        if (classes.isEmpty()) {
            return new ShardModel(List.of());
        }
        if (classes.size() == 1) {
            return new ShardModel(List.of(initial(whole, classes)));
        }
        if (slices == 1) {
            return new ShardModel(List.of(Trainer.fit(whole, configFor(whole), compute)));
        }
        var stages = new ArrayList<>(kept);
        for (int stage = kept.size(); stage < slices; stage++) {
            var model =
                    stage == 0 ? initial(whole, classes) : stages.get(stage - 1).copy();
            var graph = shard.upTo(stage, slices).whole();
            if (graph.trainingRows().length > 0) {
                Trainer.fitFurther(model, graph, ofStage(stage), reportingOf(stage, compute));
            }
            stages.add(model);
        }
        return new ShardModel(stages);
    }

    /** Early stopping needs validation nodes; a shard that has none trains all epochs. */
    TrainingConfig configFor(Graph whole) {
        for (int row : whole.split().rows(Role.VALIDATION)) {
            if (whole.targets()[row] >= 0) {
                return config;
            }
        }
        return config.withPatience(0);
    }

    private Gnn initial(Graph graph, List<Object> classes) {
        return Gnn.initial(config.model(), graph.features().columns(), classes, config.seed());
    }

    private Compute reportingOf(int stage, Compute compute) {
        var stretch = compute.progress().between((double) stage / slices, (stage + 1.0) / slices);
        return compute.reportingTo(stretch);
    }

    /** The stages share the epochs evenly; each draws its own dropout. */
    private TrainingConfig ofStage(int stage) {
        int from = (int) ((long) config.epochs() * stage / slices);
        int to = (int) ((long) config.epochs() * (stage + 1) / slices);
        return config.withEpochs(to - from).withSeed(KeyHash.mix(config.seed(), stage));
    }
}
