package org.graphunlearning.workbench.bench;

import java.util.Arrays;
import java.util.BitSet;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.verify.attack.RankAuc;
import org.jspecify.annotations.Nullable;

/**
 * The population threshold attack (Yeom et al., 2018): how well the log-odds of the own class tell training nodes that were to be
 * forgotten from test nodes, both shown with the edges and features they had before.
 *
 * @param before the graph as it was
 * @param members rows of training nodes that were forgotten, lost an edge, or lost features
 * @param strangers rows of test nodes with a class the model knows
 */
record Membership(Graph before, int[] members, int[] strangers) {
    /** Fewer say nothing. */
    static final int LEAST = 20;

    static Membership of(Graph before, ForgetSet forget) {
        var touched = new BitSet();
        for (long key : forget.nodes()) {
            touched.set(before.row(key));
        }
        for (var edge : forget.edges()) {
            touched.set(before.row(edge.source()));
            touched.set(before.row(edge.target()));
        }
        for (var cells : forget.features()) {
            touched.set(before.row(cells.node()));
        }
        var members = Arrays.stream(before.trainingRows()).filter(touched::get).toArray();
        var strangers = Arrays.stream(before.split().rows(Role.TEST))
                .filter(row -> before.targets()[row] >= 0)
                .toArray();
        return new Membership(before, members, strangers);
    }

    /** The attack's AUC on a model; nothing where there are too few to attack. */
    @Nullable
    Double auc(Gnn model, Compute compute) {
        if (members.length < LEAST || strangers.length < LEAST || !model.isFinite()) {
            return null;
        }
        var answers = Answers.of(model, before, compute);
        return RankAuc.of(scores(answers, members), scores(answers, strangers)).value();
    }

    private static double[] scores(Answers answers, int[] rows) {
        return Arrays.stream(rows).mapToDouble(answers::logOdds).toArray();
    }
}
