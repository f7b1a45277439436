package org.graphunlearning.procedures.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.partitioning.shard.ShardModel;
import org.graphunlearning.partitioning.shard.ShardedModel;
import org.graphunlearning.procedures.projection.Projection;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.explain.Targets;
import org.jspecify.annotations.Nullable;

/** Explains a model in one shard by a logit, one in several by its probability where that is a weighted sum. */
final class ModelEvidence {
    private static final String ONE_CLASS = "One class is all that could answer, so no input changes the answer.";

    private final ShardedModel model;
    private final Projection projection;
    private final Method method;
    private final Compute compute;
    private final List<Object> classes;

    ModelEvidence(ShardedModel model, Projection projection, Method method, Compute compute) {
        this.model = model;
        this.projection = projection;
        this.method = method;
        this.compute = compute;
        this.classes = model.classes();
    }

    /** One answer per question, which ascend by row. */
    List<Evidence> of(List<Question> questions) {
        int[] rows = questions.stream().mapToInt(Question::row).toArray();
        if (model.shards().size() == 1) {
            return ofOne(questions);
        }
        var homes = projection.homes(model.shards().size());
        var weights = model.answerWeights(projection.graph(), homes, rows, compute);
        if (weights == null) {
            return alone(questions, "The shards vote, and votes cannot be taken apart; ");
        }
        return method.sums() == Method.Sums.NOTHING
                ? alone(questions, "`" + method.explainer().name() + "` explains one network at a time; ")
                : weighted(questions, weights);
    }

    private List<Evidence> ofOne(List<Question> questions) {
        var shard = model.shards().get(0);
        if (!varies(shard)) {
            return questions.stream()
                    .map(q -> Evidence.none("logit", ONE_CLASS))
                    .toList();
        }
        return attributions(shard, questions, null).stream()
                .map(attribution -> Evidence.of(attribution, "logit", List.of()))
                .toList();
    }

    /** A shard that knows one class answers it whatever it is asked. */
    private static boolean varies(ShardModel shard) {
        return shard.classes().size() > 1;
    }

    /** Explains each question's class, or one class for all. */
    private List<Attribution> attributions(ShardModel shard, List<Question> questions, @Nullable Object common) {
        var graph = projection.graph();
        var targets = new Targets(
                questions.stream().mapToLong(q -> graph.key(q.row())).toArray(),
                questions.stream()
                        .mapToInt(q -> shard.classes().indexOf(common == null ? classes.get(q.explained()) : common))
                        .toArray());
        return method.explainer().explain(shard.model(), graph, targets, compute);
    }

    private List<Evidence> weighted(List<Question> questions, float[] weights) {
        int shards = model.shards().size();
        var blends = questions.stream().map(q -> new Blend(method.sums())).toList();
        for (int s = 0; s < shards; s++) {
            var shard = model.shards().get(s);
            var asked = new BitSet();
            for (int i = 0; i < blends.size(); i++) {
                asked.set(i, weights[i * shards + s] > 0 && varies(shard) && knows(shard, questions.get(i)));
            }
            if (!asked.isEmpty()) {
                int[] positions = asked.stream().toArray();
                var some = Arrays.stream(positions).mapToObj(questions::get).toList();
                var byClass = shard.classes().stream()
                        .map(name -> attributions(shard, some, name))
                        .toList();
                for (int j = 0; j < positions.length; j++) {
                    int at = j;
                    var logits = byClass.stream().map(list -> list.get(at)).toList();
                    int wanted = shard.classes().indexOf(classes.get(some.get(j).explained()));
                    blends.get(positions[j]).add(weights[positions[j] * shards + s], logits, wanted);
                }
            }
        }
        return blends.stream().map(Blend::evidence).toList();
    }

    private boolean knows(ShardModel shard, Question question) {
        return shard.classes().contains(classes.get(question.explained()));
    }

    private List<Evidence> alone(List<Question> questions, String why) {
        int[] homes = projection.homes(model.shards().size()).shardOfRow();
        var out = new ArrayList<Evidence>();
        for (var question : questions) {
            int s = oneShard(question, homes[question.row()]);
            out.add(
                    s < 0
                            ? Evidence.none("probability", ONE_CLASS)
                            : Evidence.of(
                                    attributions(model.shards().get(s), List.of(question), null)
                                            .get(0),
                                    "logit of shard " + s,
                                    List.of(why + "shard " + s + " was explained alone.")));
        }
        return out;
    }

    /** The target's own shard, or the one most sure of the class, or -1 when none could have answered otherwise. */
    private int oneShard(Question question, int home) {
        var able = new BitSet();
        for (int s = 0; s < model.shards().size(); s++) {
            var shard = model.shards().get(s);
            able.set(s, varies(shard) && knows(shard, question));
        }
        if (home >= 0 && able.get(home)) {
            return home;
        }
        int best = -1;
        float highest = -1;
        for (int s = able.nextSetBit(0); s >= 0; s = able.nextSetBit(s + 1)) {
            var shard = model.shards().get(s);
            var answer = shard.model().probabilities(projection.graph(), new int[] {question.row()}, compute);
            float share = answer[shard.classes().indexOf(classes.get(question.explained()))];
            if (share > highest) {
                best = s;
                highest = share;
            }
        }
        return best;
    }
}
