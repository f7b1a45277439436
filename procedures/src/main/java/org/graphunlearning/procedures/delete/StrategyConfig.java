package org.graphunlearning.procedures.delete;

import java.util.List;
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
import org.graphunlearning.gnn.unlearn.InfluenceOptions.Solver;
import org.graphunlearning.gnn.unlearn.PlainInfluence;
import org.graphunlearning.gnn.unlearn.PrivacyBudget;
import org.graphunlearning.gnn.unlearn.Rewind;
import org.graphunlearning.gnn.unlearn.Strategies;
import org.graphunlearning.gnn.unlearn.Strategy;
import org.graphunlearning.procedures.config.ConfigReader;
import org.graphunlearning.procedures.config.OptionOwners;

/** Reads {@code strategy} and its options; an option that the strategy does not read is refused, never ignored. */
final class StrategyConfig {
    /** Which strategies read an option. */
    private static final List<OptionOwners> OPTIONS = List.of(
            new OptionOwners("epochs", "finetune"),
            new OptionOwners("learningRate", "finetune", "etr"),
            new OptionOwners("step", "finetune"),
            new OptionOwners("saliencyTopPercent", "finetune"),
            new OptionOwners("dualOptimizer", "finetune"),
            new OptionOwners("solver", "gif", "if", "idea"),
            new OptionOwners("iterations", "gif", "if", "idea"),
            new OptionOwners("steps", "gif", "if", "idea", "descentToDelete", "cognac"),
            new OptionOwners("damping", "gif", "if", "idea"),
            new OptionOwners("scale", "gif", "if", "idea"),
            new OptionOwners("draws", "gif", "if", "idea"),
            new OptionOwners("alpha", "gnndelete"),
            new OptionOwners("ridge", "gnndelete"),
            new OptionOwners("epsilon", "idea", "cgu", "descentToDelete"),
            new OptionOwners("delta", "idea", "cgu", "descentToDelete"),
            new OptionOwners("noise", "idea", "descentToDelete"),
            new OptionOwners("percent", "rewind"),
            new OptionOwners("eraseRatio", "etr"),
            new OptionOwners("ascentRate", "cognac"),
            new OptionOwners("descentRate", "cognac"),
            new OptionOwners("affectedPercent", "cognac"),
            new OptionOwners("budgetMillis", "auto"));

    /** Which solvers read an option of the influence family. */
    private static final List<OptionOwners> OF_SOLVERS = List.of(
            new OptionOwners("iterations", "cg", "neumann"),
            new OptionOwners("steps", "cg"),
            new OptionOwners("damping", "cg", "neumann"),
            new OptionOwners("scale", "neumann", "firstOrder"),
            new OptionOwners("draws", "cg"));

    private static final List<String> SOLVERS = List.of("cg", "neumann", "firstOrder");
    private static final List<String> STEPS = List.of("adam", "natural", "fisher");
    private static final double LEAST_RATE = 1e-9;
    private static final double LEAST_PERCENT = 1e-3;
    private static final long LONGEST_BUDGET = 86_400_000; // a day

    private StrategyConfig() {}

    /**
     * The strategy asked for, the default one if none is.
     *
     * @throws IllegalArgumentException when the name is unknown, an option belongs to another strategy, or a value is out of range
     */
    static Strategy read(ConfigReader in) {
        var names = Strategies.names();
        var name = in.oneOf("strategy", names.get(0), names);
        OptionOwners.require(in, OPTIONS, "", name);
        return switch (name) {
            case "finetune" -> fineTune(in);
            case "gif" -> new Gif(influence(in, Gif.usual().options()));
            case "if" -> new PlainInfluence(influence(in, PlainInfluence.usual().options()));
            case "idea" -> idea(in, Idea.usual());
            case "cgu" -> new Cgu(budget(in, Cgu.usual().privacy()));
            case "descentToDelete" -> descent(in, DescentToDelete.usual());
            case "gnndelete" -> gnnDelete(in, GnnDelete.usual());
            case "rewind" -> new Rewind(percent(in, "percent", Rewind.usual().percent()));
            case "etr" -> etr(in, Etr.usual());
            case "cognac" -> cognac(in, Cognac.usual());
            case "auto" -> new Auto(budgetMillis(in));
            default -> Strategies.named(name);
        };
    }

    private static boolean reads(String solver, String key) {
        return OF_SOLVERS.stream()
                .anyMatch(option -> option.key().equals(key) && option.names().contains(solver));
    }

    private static FineTune fineTune(ConfigReader in) {
        var usual = FineTune.Options.defaults();
        int epochs = in.intIn("epochs", usual.epochs(), 1, 1_000_000);
        double rate = in.doubleIn("learningRate", usual.learningRate(), LEAST_RATE, 1000);
        var step =
                switch (in.oneOf("step", "adam", STEPS)) {
                    case "natural" -> FineTune.Step.NATURAL;
                    case "fisher" -> FineTune.Step.FISHER;
                    default -> FineTune.Step.ADAM;
                };
        double salient = percent(in, "saliencyTopPercent", usual.saliencyTopPercent());
        boolean dual = in.bool("dualOptimizer", usual.dualOptimizer());
        return new FineTune(new FineTune.Options(epochs, rate, step, salient, dual));
    }

    private static InfluenceOptions influence(ConfigReader in, InfluenceOptions family) {
        var name = in.oneOf("solver", name(family.solver()), SOLVERS);
        OptionOwners.require(in, OF_SOLVERS, "the solver ", name);
        var solver = solver(name);
        var usual = solver == family.solver() ? family : InfluenceOptions.defaults(solver);
        return new InfluenceOptions(
                solver,
                reads(name, "iterations") ? in.intIn("iterations", usual.iterations(), 1, 100_000) : usual.iterations(),
                reads(name, "steps") ? in.intIn("steps", usual.steps(), 1, 100) : usual.steps(),
                reads(name, "damping") ? in.doubleIn("damping", usual.damping(), 0, 0.999) : usual.damping(),
                reads(name, "scale") ? in.doubleIn("scale", usual.scale(), 0, 1e12) : usual.scale(),
                reads(name, "draws") ? in.intIn("draws", usual.draws(), 1, 64) : usual.draws());
    }

    private static String name(Solver solver) {
        return SOLVERS.get(solver.ordinal());
    }

    private static Solver solver(String name) {
        return Solver.values()[SOLVERS.indexOf(name)];
    }

    private static PrivacyBudget budget(ConfigReader in, PrivacyBudget usual) {
        double epsilon = in.doubleIn("epsilon", usual.epsilon(), 1e-6, 1000);
        double delta = in.doubleIn("delta", usual.delta(), 1e-30, 0.999);
        return new PrivacyBudget(epsilon, delta, usual.noise());
    }

    private static PrivacyBudget budgetWithNoise(ConfigReader in, PrivacyBudget usual) {
        var budget = budget(in, usual);
        return new PrivacyBudget(budget.epsilon(), budget.delta(), in.bool("noise", usual.noise()));
    }

    private static Idea idea(ConfigReader in, Idea usual) {
        return new Idea(influence(in, usual.influence()), budgetWithNoise(in, usual.privacy()));
    }

    private static DescentToDelete descent(ConfigReader in, DescentToDelete usual) {
        return new DescentToDelete(
                in.intIn("steps", usual.steps(), 1, 1_000_000), budgetWithNoise(in, usual.privacy()));
    }

    private static GnnDelete gnnDelete(ConfigReader in, GnnDelete usual) {
        return new GnnDelete(
                in.doubleIn("alpha", usual.alpha(), 0, 1), in.doubleIn("ridge", usual.ridge(), 1e-6, 1000));
    }

    private static Etr etr(ConfigReader in, Etr usual) {
        return new Etr(
                in.doubleIn("eraseRatio", usual.eraseRatio(), 1e-6, 1),
                in.doubleIn("learningRate", usual.learningRate(), LEAST_RATE, 1000));
    }

    private static Cognac cognac(ConfigReader in, Cognac usual) {
        return new Cognac(
                in.intIn("steps", usual.steps(), 1, 10_000),
                in.doubleIn("ascentRate", usual.ascentRate(), LEAST_RATE, 1000),
                in.doubleIn("descentRate", usual.descentRate(), LEAST_RATE, 1000),
                percent(in, "affectedPercent", usual.affectedPercent()));
    }

    private static double percent(ConfigReader in, String key, double usual) {
        return in.doubleIn(key, usual, LEAST_PERCENT, 100);
    }

    /** Milliseconds, or 0 where none are given: then nothing has to be quick. */
    private static long budgetMillis(ConfigReader in) {
        if (!in.has("budgetMillis")) {
            return Auto.usual().budgetMillis();
        }
        if (in.any("budgetMillis") instanceof Long given && given == 0) {
            throw new IllegalArgumentException("`budgetMillis` of 0 leaves no strategy any time; leave it out to always"
                    + " retrain, or give the milliseconds a deletion may take, 1 or more.");
        }
        return in.longIn("budgetMillis", 1, 1, LONGEST_BUDGET);
    }
}
