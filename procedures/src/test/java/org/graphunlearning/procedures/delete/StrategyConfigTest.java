package org.graphunlearning.procedures.delete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.gnn.unlearn.Auto;
import org.graphunlearning.gnn.unlearn.Cgu;
import org.graphunlearning.gnn.unlearn.Cognac;
import org.graphunlearning.gnn.unlearn.DescentToDelete;
import org.graphunlearning.gnn.unlearn.Etr;
import org.graphunlearning.gnn.unlearn.FineTune;
import org.graphunlearning.gnn.unlearn.Gif;
import org.graphunlearning.gnn.unlearn.GnnDelete;
import org.graphunlearning.gnn.unlearn.Idea;
import org.graphunlearning.gnn.unlearn.InfluenceOptions;
import org.graphunlearning.gnn.unlearn.PlainInfluence;
import org.graphunlearning.gnn.unlearn.PrivacyBudget;
import org.graphunlearning.gnn.unlearn.Retrain;
import org.graphunlearning.gnn.unlearn.Rewind;
import org.graphunlearning.gnn.unlearn.Strategies;
import org.graphunlearning.gnn.unlearn.Strategy;
import org.graphunlearning.procedures.Graphs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StrategyConfigTest {
    private static final Map<String, List<String>> READ_BY = Map.ofEntries(
            Map.entry("epochs", List.of("finetune")),
            Map.entry("learningRate", List.of("finetune", "etr")),
            Map.entry("step", List.of("finetune")),
            Map.entry("saliencyTopPercent", List.of("finetune")),
            Map.entry("dualOptimizer", List.of("finetune")),
            Map.entry("solver", List.of("gif", "if", "idea")),
            Map.entry("iterations", List.of("gif", "if", "idea")),
            Map.entry("steps", List.of("gif", "if", "idea", "descentToDelete", "cognac")),
            Map.entry("damping", List.of("gif", "if", "idea")),
            Map.entry("scale", List.of("gif", "if", "idea")),
            Map.entry("draws", List.of("gif", "if", "idea")),
            Map.entry("alpha", List.of("gnndelete")),
            Map.entry("ridge", List.of("gnndelete")),
            Map.entry("epsilon", List.of("idea", "cgu", "descentToDelete")),
            Map.entry("delta", List.of("idea", "cgu", "descentToDelete")),
            Map.entry("noise", List.of("idea", "descentToDelete")),
            Map.entry("percent", List.of("rewind")),
            Map.entry("eraseRatio", List.of("etr")),
            Map.entry("ascentRate", List.of("cognac")),
            Map.entry("descentRate", List.of("cognac")),
            Map.entry("affectedPercent", List.of("cognac")),
            Map.entry("budgetMillis", List.of("auto")));

    private static final InfluenceOptions USUAL = InfluenceOptions.defaults(InfluenceOptions.Solver.CG);

    private static DeleteConfig parse(Object... keysAndValues) {
        return DeleteConfig.parse(Graphs.with(Map.of(), keysAndValues));
    }

    private static void refuses(String message, Object... keysAndValues) {
        assertThatThrownBy(() -> parse(keysAndValues))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void retrainsUnlessToldOtherwise() {
        assertThat(parse().strategy()).isEqualTo(new Retrain());
        assertThat(parse().resolved()).containsEntry("strategy", "retrain");
    }

    static List<String> names() {
        return Strategies.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsEveryNameWithItsUsualOptions(String name) {
        assertThat(parse("strategy", name).strategy()).isEqualTo(Strategies.named(name));
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsWhatItEchoes(String name) {
        var once = parse("strategy", name);

        assertThat(DeleteConfig.parse(once.resolved())).isEqualTo(once);
    }

    private static InfluenceOptions cg(int iterations, int steps) {
        return new InfluenceOptions(InfluenceOptions.Solver.CG, iterations, steps, 0, 0);
    }

    static Stream<Arguments> options() {
        var neumann = new InfluenceOptions(InfluenceOptions.Solver.NEUMANN, 30, 1, 0.01, 50);
        var first = InfluenceOptions.defaults(InfluenceOptions.Solver.FIRST_ORDER);
        var tight = new PrivacyBudget(0.5, 1e-6, false);
        var noisy = new PrivacyBudget(0.5, 1e-6, true);
        return Stream.of(
                Arguments.of(
                        new FineTune(new FineTune.Options(7, 0.02, FineTune.Step.NATURAL, 20, true)),
                        List.of(
                                "strategy",
                                "finetune",
                                "epochs",
                                7L,
                                "learningRate",
                                0.02,
                                "step",
                                "natural",
                                "saliencyTopPercent",
                                20L,
                                "dualOptimizer",
                                true)),
                Arguments.of(
                        new FineTune(new FineTune.Options(50, 0.01, FineTune.Step.FISHER, 100, false)),
                        List.of("strategy", "finetune", "step", "FISHER")),
                Arguments.of(new Gif(cg(9, 2)), List.of("strategy", "gif", "iterations", 9L, "steps", 2L)),
                Arguments.of(
                        new Gif(neumann),
                        List.of(
                                "strategy",
                                "gif",
                                "solver",
                                "neumann",
                                "iterations",
                                30L,
                                "damping",
                                0.01,
                                "scale",
                                50L)),
                Arguments.of(new Gif(first), List.of("strategy", "GIF", "solver", "firstOrder")),
                Arguments.of(
                        new PlainInfluence(cg(9, USUAL.steps())),
                        List.of("strategy", "if", "solver", "cg", "iterations", 9L)),
                Arguments.of(
                        new Idea(cg(USUAL.iterations(), 4), noisy),
                        List.of("strategy", "idea", "steps", 4L, "epsilon", 0.5, "delta", 1e-6, "noise", true)),
                Arguments.of(new Cgu(tight), List.of("strategy", "cgu", "epsilon", 0.5, "delta", 1e-6)),
                Arguments.of(
                        new DescentToDelete(5, noisy),
                        List.of(
                                "strategy",
                                "descentToDelete",
                                "steps",
                                5L,
                                "epsilon",
                                0.5,
                                "delta",
                                1e-6,
                                "noise",
                                true)),
                Arguments.of(new GnnDelete(0.25, 0.1), List.of("strategy", "gnndelete", "alpha", 0.25, "ridge", 0.1)),
                Arguments.of(new Rewind(40), List.of("strategy", "rewind", "percent", 40L)),
                Arguments.of(new Etr(0.2, 0.5), List.of("strategy", "etr", "eraseRatio", 0.2, "learningRate", 0.5)),
                Arguments.of(
                        new Cognac(3, 0.1, 0.2, 30),
                        List.of(
                                "strategy",
                                "cognac",
                                "steps",
                                3L,
                                "ascentRate",
                                0.1,
                                "descentRate",
                                0.2,
                                "affectedPercent",
                                30L)),
                Arguments.of(new Auto(50), List.of("strategy", "auto", "budgetMillis", 50L)));
    }

    @ParameterizedTest
    @MethodSource("options")
    void readsOptions(Strategy strategy, List<Object> config) {
        var parsed = parse(config.toArray());

        assertThat(parsed.strategy()).isEqualTo(strategy);
        assertThat(DeleteConfig.parse(parsed.resolved())).isEqualTo(parsed);
    }

    static Stream<Arguments> misplacements() {
        var out = new ArrayList<Arguments>();
        READ_BY.forEach((key, readers) -> Strategies.names().stream()
                .filter(name -> !readers.contains(name))
                .forEach(name -> out.add(Arguments.of(key, name, readers))));
        return out.stream();
    }

    @ParameterizedTest
    @MethodSource("misplacements")
    void refusesAnOptionOfAnotherStrategy(String key, String name, List<String> readers) {
        var owners = readers.size() == 1
                ? "`" + readers.get(0) + "`"
                : "`" + String.join("`, `", readers.subList(0, readers.size() - 1)) + "` or `"
                        + readers.get(readers.size() - 1) + "`";

        refuses("`" + key + "` belongs to " + owners + ", not to `" + name + "`.", "strategy", name, key, 1L);
    }

    @Test
    void refusesAnOptionOfAnotherSolver() {
        refuses(
                "`damping` belongs to the solver `cg` or `neumann`, not to `firstOrder`.",
                "strategy",
                "gif",
                "solver",
                "firstOrder",
                "damping",
                0.1);
        refuses(
                "`scale` belongs to the solver `neumann` or `firstOrder`, not to `cg`.",
                "strategy",
                "idea",
                "scale",
                2L);
        refuses(
                "`steps` belongs to the solver `cg`, not to `neumann`.",
                "strategy",
                "if",
                "solver",
                "neumann",
                "steps",
                2L);
        refuses(
                "`iterations` belongs to the solver `cg` or `neumann`, not to `firstOrder`.",
                "strategy",
                "gif",
                "solver",
                "firstOrder",
                "iterations",
                2L);
    }

    @Test
    void suggestsTheNearestName() {
        refuses(
                "Configuration value `strategy` must be one of retrain, auto, linear, gif, if, finetune, rewind, etr, cgu, idea, "
                        + "descentToDelete, gnndelete, cognac, unlink, not `gnndelte`. Did you mean `gnndelete`?",
                "strategy",
                "gnndelte");
        refuses(
                "Configuration value `solver` must be one of cg, neumann, firstOrder, not `newman`. Did you mean `neumann`?",
                "strategy",
                "gif",
                "solver",
                "newman");
        refuses(
                "Configuration value `step` must be one of adam, natural, fisher, not `adm`. Did you mean `adam`?",
                "strategy",
                "finetune",
                "step",
                "adm");
        refuses(
                "Unexpected configuration key `budgetMilis`. Did you mean `budgetMillis`?",
                "strategy",
                "auto",
                "budgetMilis",
                50L);
    }

    @Test
    void refusesABudgetOfZeroWithTheWayOut() {
        refuses(
                "`budgetMillis` of 0 leaves no strategy any time; leave it out to always retrain, or give the milliseconds a "
                        + "deletion may take, 1 or more.",
                "strategy",
                "auto",
                "budgetMillis",
                0L);
    }

    static Stream<Arguments> limits() {
        return Stream.of(
                limit("finetune", "epochs", "1 and 1000000", 0L, 1_000_001L),
                limit("finetune", "learningRate", "1.0E-9 and 1000.0", 0.0, 1001.0),
                limit("finetune", "saliencyTopPercent", "0.001 and 100.0", 0.0, 100.5),
                limit("gif", "iterations", "1 and 100000", 0L, 100_001L),
                limit("if", "steps", "1 and 100", 0L, 101L),
                limit("idea", "draws", "1 and 64", 0L, 65L),
                limit("descentToDelete", "steps", "1 and 1000000", 0L, 1_000_001L),
                limit("cognac", "steps", "1 and 10000", 0L, 10_001L),
                limit("gnndelete", "alpha", "0.0 and 1.0", -0.1, 1.1),
                limit("gnndelete", "ridge", "1.0E-6 and 1000.0", 0.0, 1e7),
                limit("idea", "epsilon", "1.0E-6 and 1000.0", 0.0, 1001.0),
                limit("cgu", "delta", "1.0E-30 and 0.999", 0.0, 1.0),
                limit("rewind", "percent", "0.001 and 100.0", 0.0, 101.0),
                limit("etr", "eraseRatio", "1.0E-6 and 1.0", 0.0, 1.5),
                limit("etr", "learningRate", "1.0E-9 and 1000.0", 0.0, 1001.0),
                limit("cognac", "ascentRate", "1.0E-9 and 1000.0", 0.0, 1001.0),
                limit("cognac", "descentRate", "1.0E-9 and 1000.0", -1.0, 1001.0),
                limit("cognac", "affectedPercent", "0.001 and 100.0", 0.0, 101.0),
                limit("auto", "budgetMillis", "1 and 86400000", -5L, 86_400_001L));
    }

    private static Arguments limit(String strategy, String key, String range, Object below, Object above) {
        return Arguments.of(strategy, key, range, List.of(below, above));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void namesTheRange(String strategy, String key, String range, List<Object> values) {
        for (var value : values) {
            refuses(
                    "Configuration value `" + key + "` must lie between " + range + ", not " + value + ".",
                    "strategy",
                    strategy,
                    key,
                    value);
        }
    }

    @Test
    void namesTheRangesOfTheNeumannSeries() {
        refuses(
                "Configuration value `damping` must lie between 0.0 and 0.999, not 1.0.",
                "strategy",
                "gif",
                "solver",
                "neumann",
                "damping",
                1.0);
        refuses(
                "Configuration value `scale` must lie between 0.0 and 1.0E12, not -1.0.",
                "strategy",
                "gif",
                "solver",
                "neumann",
                "scale",
                -1.0);
    }

    @Test
    void refusesValuesOfTheWrongType() {
        refuses("Configuration value `noise` must be true or false, not a number.", "strategy", "idea", "noise", 1L);
        refuses(
                "Configuration value `budgetMillis` must be an integer, not a fractional number.",
                "strategy",
                "auto",
                "budgetMillis",
                0.5);
    }
}
