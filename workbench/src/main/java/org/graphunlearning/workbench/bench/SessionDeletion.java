package org.graphunlearning.workbench.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.ParameterVector;
import org.graphunlearning.gnn.linear.GraphChange;
import org.graphunlearning.gnn.linear.LinearFit;
import org.graphunlearning.gnn.linear.LinearSession;
import org.graphunlearning.gnn.unlearn.Effect;
import org.graphunlearning.gnn.unlearn.Guarantee;
import org.graphunlearning.gnn.unlearn.Impact;
import org.graphunlearning.gnn.unlearn.UnlearningRequest;
import org.graphunlearning.gnn.unlearn.UnlearningResult;

/**
 * A deletion by a {@link LinearSession} that already holds the propagated features of the graph: timed are the edit and the model that
 * comes out, as for every strategy the remaining graph is given. In between the deletion is taken back, so that it can be timed again.
 */
final class SessionDeletion {
    private static final int TIMES = 5;

    private SessionDeletion() {}

    static Timed of(UnlearningRequest request, Compute compute) {
        var training = request.training();
        var config = new LinearFit.Config(training.model(), training.head(), training.weightDecay(), training.seed());
        var session = LinearSession.fit(request.before(), config, compute);
        var removal = new GraphChange(request.before(), request.after(), request.forget(), false);
        var all = new ArrayList<Timed>();
        for (int time = 0; time < TIMES; time++) {
            var watch = new Stopwatch();
            session.edit(removal, compute);
            var model = session.model();
            double seconds = watch.seconds();
            var effect = new Effect(
                    ParameterVector.distance(request.model(), model),
                    Double.NaN,
                    Double.NaN,
                    new Effect.Seconds(0, 0, seconds, 0),
                    Map.of());
            var impact = Impact.of(request.before(), request.forget(), training);
            all.add(new Timed(
                    new UnlearningResult(
                            model,
                            Guarantee.EXACT,
                            Contender.LINEAR_SESSION,
                            impact.affectedNodes(),
                            impact.affectedTrainingNodes(),
                            List.of(),
                            effect),
                    seconds));
            session.edit(GraphChange.addition(request.after(), request.forget(), request.before()), compute);
        }
        all.sort(Comparator.comparingDouble(Timed::seconds));
        return all.get(TIMES / 2);
    }
}
