package org.graphunlearning.gnn.unlearn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.graph.Role;
import org.graphunlearning.gnn.train.Scores;

/**
 * Chooses a strategy, checks what came out, and takes the next stronger one when the check fails.
 *
 * <p>Without a budget the result is exact. With one, the first of {@link Ladder} that is expected to fit is taken, exact before
 * certified before approximate; where none fits, the cheapest, and the result says that the budget could not be met. The expectation
 * comes from what the model's training cost ({@link Calibration}); a model without such a record is timed first.
 *
 * <p>A result is taken only when it is finite, its loss on the remaining training nodes is not above that of the untouched
 * parameters, and it does not lose more held-out accuracy than chance explains: two standard errors of the accuracy on labelled
 * validation nodes, and at least one node. Without validation nodes that check is skipped. Last, the {@link Judge} must not object. The ladder ends in exact
 * retraining, which is taken whatever it costs. The budget is an aim, not a deadline: checks and escalation come on top.
 *
 * @param budgetMillis wall time the strategy should need, in milliseconds; 0 for none
 * @param judge has the last word on approximate results
 */
public record Auto(long budgetMillis, Judge judge) implements Strategy {
    static final String NAME = "auto";

    /** Checks the range. */
    public Auto {
        if (budgetMillis < 0) {
            throw new IllegalArgumentException("`budgetMillis` must not be negative, but is " + budgetMillis + ".");
        }
    }

    /** Without a judge. */
    public Auto(long budgetMillis) {
        this(budgetMillis, Judge.NONE);
    }

    /** Without a budget. */
    public static Auto usual() {
        return new Auto(0);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The same under another judge. */
    public Auto judgedBy(Judge other) {
        return new Auto(budgetMillis, other);
    }

    /** The same for one of several models that share the budget one after the other. */
    public Auto sharedBy(int models) {
        return budgetMillis == 0 || models < 2 ? this : new Auto(Math.max(1, budgetMillis / models), judge);
    }

    /** The strategy it would take first. */
    public Strategy choice(Workload workload) {
        return Choice.of(Ladder.of(workload.training()), workload, budgetMillis).strategy();
    }

    @Override
    public double predictedMillis(Workload workload) {
        return choice(workload).predictedMillis(workload);
    }

    @Override
    public UnlearningResult unlearn(UnlearningRequest request, Compute compute) {
        long start = System.nanoTime();
        var known = request.calibration().isKnown() || budgetMillis == 0
                ? request
                : request.calibrated(Calibration.measured(request, compute));
        var ladder = Ladder.of(request);
        var choice = Choice.of(ladder, known.workload(), budgetMillis);
        var planned = new Effect.Seconds((System.nanoTime() - start) / 1e9, 0, 0, 0);
        return new Climb(known, judge, compute, ladder, new ArrayList<>(List.of(choice.reason())), planned)
                .from(ladder.indexOf(choice.strategy()));
    }

    /**
     * What is taken first, and why.
     *
     * @param strategy one of the ladder
     * @param reason a sentence
     */
    private record Choice(Strategy strategy, String reason) {
        static Choice of(List<Strategy> ladder, Workload workload, long budgetMillis) {
            var exact = ladder.get(ladder.size() - 1);
            if (budgetMillis == 0 || !workload.reachesTraining()) {
                return new Choice(
                        exact,
                        "`auto` took " + Ladder.named(exact) + ": "
                                + (workload.reachesTraining() ? "no budget was set." : "no training node is reached."));
            }
            for (int i = ladder.size() - 1; i >= 0; i--) {
                var one = ladder.get(i);
                if (one.predictedMillis(workload) <= budgetMillis) {
                    return new Choice(one, fits(one, workload, budgetMillis, ladder));
                }
            }
            var cheapest = cheapest(ladder, workload);
            return new Choice(
                    cheapest,
                    "`auto` took " + Ladder.named(cheapest) + ", the cheapest: even that is expected to take "
                            + millis(cheapest, workload) + " ms, above the budget of " + budgetMillis + " ms.");
        }

        private static String fits(Strategy one, Workload workload, long budgetMillis, List<Strategy> ladder) {
            var best = ladder.get(ladder.size() - 1);
            var rest = one == best ? "" : ", `" + best.name() + "` would take " + millis(best, workload) + " ms";
            return "`auto` took " + Ladder.named(one) + ": expected to take " + millis(one, workload)
                    + " ms of the budget of " + budgetMillis + " ms" + rest + ".";
        }

        private static Strategy cheapest(List<Strategy> ladder, Workload workload) {
            var best = ladder.get(ladder.size() - 1);
            for (int i = ladder.size() - 2; i >= 0; i--) {
                if (ladder.get(i).predictedMillis(workload) < best.predictedMillis(workload)) {
                    best = ladder.get(i);
                }
            }
            return best;
        }

        private static String millis(Strategy strategy, Workload workload) {
            double millis = strategy.predictedMillis(workload);
            return String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%.0f", millis);
        }
    }

    /** Up the ladder until something stands the check. */
    private record Climb(
            UnlearningRequest request,
            Judge judge,
            Compute compute,
            List<Strategy> ladder,
            List<String> said,
            Effect.Seconds planned) {
        UnlearningResult from(int first) {
            var spent = planned;
            for (int step = first; ; step++) {
                var strategy = ladder.get(step);
                boolean last = step == ladder.size() - 1;
                try {
                    var result = strategy.unlearn(last ? request : request.withoutRetraining(), compute);
                    var objection = last || isProven(result) ? "" : objection(result);
                    if (objection.isEmpty()) {
                        return result.after(said, spent);
                    }
                    spent = spent.plus(result.effect().seconds());
                    said.add("`auto` rejected " + Ladder.named(strategy) + ": " + objection + ".");
                } catch (GaveUpException gaveUp) {
                    spent = spent.plus(gaveUp.wasted());
                    said.add("`auto` went on: " + gaveUp.getMessage() + ".");
                }
            }
        }

        private static boolean isProven(UnlearningResult result) {
            return result.guarantee() == Guarantee.EXACT || result.guarantee() == Guarantee.CERTIFIED;
        }

        /** Why a result is not good enough; empty when it is. */
        private String objection(UnlearningResult result) {
            var loss = lostAccuracy(result);
            return loss.isEmpty() ? judge.objection(request, result, compute) : loss;
        }

        private String lostAccuracy(UnlearningResult result) {
            var graph = request.after();
            var classes = result.model().classes();
            double before = Scores.accuracy(classes, graph, request.model().logits(graph, compute), Role.VALIDATION);
            double after = Scores.accuracy(classes, graph, result.model().logits(graph, compute), Role.VALIDATION);
            int nodes = heldOut();
            if (nodes == 0) {
                return "";
            }
            double tolerance = Math.max(1.0 / nodes, 2 * Math.sqrt(before * (1 - before) / nodes));
            return after < before - tolerance
                    ? String.format(Locale.ROOT, "accuracy on held-out nodes fell from %.3f to %.3f", before, after)
                    : "";
        }

        private int heldOut() {
            int count = 0;
            for (int row : request.after().split().rows(Role.VALIDATION)) {
                count += request.after().labels().isLabelled(row) ? 1 : 0;
            }
            return count;
        }
    }
}
