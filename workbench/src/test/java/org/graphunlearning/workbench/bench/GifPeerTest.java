package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Arrays;
import org.graphunlearning.gnn.compute.Compute;
import org.graphunlearning.gnn.curvature.Objective;
import org.graphunlearning.gnn.graph.ForgetSet;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.train.TrainingConfig;
import org.graphunlearning.testgraphs.CitationLike;
import org.graphunlearning.testgraphs.GraphWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Needs a Python with PyTorch. */
class GifPeerTest {
    @TempDir
    private static Path root;

    private static PyTorchPeer process;
    private static Graph graph;
    private static Compute compute;

    @BeforeAll
    static void startPyTorch() {
        String python = python();
        assumeTrue(!python.isEmpty(), "There is no Python with PyTorch: `apt-get install python3-torch`.");
        var data = CitationLike.generate(CitationLike.Settings.likeCora(1).withNodes(240));
        GraphWriter.write(data, root.resolve("tiny"));
        graph = GraphAdapter.withRandomSplit(data);
        compute = Compute.withThreads(1);
        var checkout = Path.of("..").toAbsolutePath().normalize();
        process = PyTorchPeer.start(python, new BenchPlace(checkout, new GraphFolders(root)), 1);
        process.load(root.resolve("tiny"));
    }

    private static String python() {
        try {
            return PyTorchPeer.python(PyTorchPeer.PYTHONS);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    @AfterAll
    static void stopPyTorch() {
        if (process != null) {
            process.close();
            compute.close();
        }
    }

    private static Learned learned(Architecture architecture) {
        return Learned.on(graph, TrainingConfig.defaults(architecture).withEpochs(20), compute);
    }

    @ParameterizedTest
    @CsvSource({
        "GCN,NODE",
        "GCN,NODES_10_PERCENT",
        "GCN,EDGES_5_PERCENT",
        "GCN,FEATURES_5_PERCENT",
        "GAT,NODES_5_PERCENT",
        "GAT,EDGES_5_PERCENT",
        "GAT,FEATURES_5_PERCENT",
        "SGC,NODES_5_PERCENT",
        "SGC,EDGES_5_PERCENT"
    })
    void startsFromTheGradientsOfTheProduct(Architecture architecture, Demand demand) {
        var request = learned(architecture).request(demand.draw(graph, 1));
        var peer = new GifPeer(process);
        peer.round(request, Answers.of(request.model(), request.after(), compute), compute);
        assertThat(peer.agrees()).isTrue();
        assertThat(peer.seconds()).isPositive();
        assertThat(peer.form()).startsWith("X-");
    }

    /**
     * The softmax loss of a linear model has the Gauss-Newton matrix for its Hessian, which the product multiplies with: the whole
     * iteration can be done again here.
     */
    @Test
    void iteratesWithTheHessianOfALinearModel() {
        var learned = learned(Architecture.SGC);
        var request = learned.request(Demand.NODES_5_PERCENT.draw(graph, 3));
        var task = GifTask.of(request);
        var model = request.model();
        var answer = process.gif(model.config(), model.classes().size(), model.parameters(), task.text());
        var difference = task.difference(compute);
        var estimate = neumann(learned, difference);
        double largest = Arrays.stream(estimate).map(Math::abs).max().orElseThrow() / GifTask.SCALE;
        int at = difference.length;
        for (var parameter : model.parameters()) {
            for (float value : parameter.host()) {
                double moved = estimate[at - difference.length] / GifTask.SCALE;
                assertThat((double) answer.values()[at++]).isCloseTo(value + moved, within(1e-3 * largest + 1e-6));
            }
        }
        assertThat(largest).isGreaterThan(1e-4);
    }

    private static double[] neumann(Learned learned, double[] difference) {
        var training = learned.config().withWeightDecay(0);
        var objective = Objective.of(learned.model(), graph, training);
        int rows = graph.trainingRows().length;
        var estimate = difference.clone();
        var product = new double[estimate.length];
        for (int iteration = 0; iteration < GifTask.ITERATIONS; iteration++) {
            objective.curvature(compute, estimate, product);
            for (int i = 0; i < estimate.length; i++) {
                estimate[i] += difference[i] - rows * product[i] / GifTask.SCALE;
            }
        }
        return estimate;
    }

    @Test
    void changesNothingWhereNothingIsForgotten() {
        var request = learned(Architecture.GCN).request(ForgetSet.nothing());
        var model = request.model();
        var answer = process.gif(
                model.config(),
                model.classes().size(),
                model.parameters(),
                GifTask.of(request).text());
        int at = answer.values().length / 2;
        for (var parameter : model.parameters()) {
            for (float value : parameter.host()) {
                assertThat(answer.values()[at++]).isEqualTo(value);
            }
        }
    }
}
