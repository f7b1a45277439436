package org.graphunlearning.workbench.bench;

import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.train.Trainer;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.gnn.unlearn.Calibration;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;

/**
 * A trained model.
 *
 * @param graph what it was trained on
 * @param config how, seed included
 * @param model what came of it
 * @param calibration what that cost: setting up is measured on its own, the rest is shared among the epochs
 */
record Learned(Graph graph, TrainingConfig config, Gnn model, Calibration calibration) {
    static Learned on(Graph graph, TrainingConfig config, Compute compute) {
        var watch = new Stopwatch();
        var model = Trainer.fit(graph, config, compute);
        double millis = 1000 * watch.seconds();
        if (!config.head().trainsByEpochs()) {
            return new Learned(graph, config, model, new Calibration(millis, 0));
        }
        var setup = new Stopwatch();
        Gnn.initial(config.model(), graph.features().columns(), graph.classes(), config.seed())
                .into(graph, graph.trainingRows());
        double setupMillis = Math.min(millis, 1000 * setup.seconds());
        var calibration = new Calibration((millis - setupMillis) / config.epochs(), setupMillis);
        return new Learned(graph, config, model, calibration);
    }

    /** What its training took. */
    double seconds() {
        return (calibration.setupMillis()
                        + calibration.epochMillis() * (config.head().trainsByEpochs() ? config.epochs() : 1))
                / 1000;
    }

    /** To forget something of its graph. */
    UnlearningRequest request(ForgetSet forget) {
        return UnlearningRequest.of(model, graph, forget, config, true).calibrated(calibration);
    }
}
