package org.graphunlearning.verify.explain;

import java.util.Arrays;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Features;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.model.Architecture;
import org.graphunlearning.gnn.model.Gnn;

/**
 * A model with masked messages as its papers write it: full matrices over the whole graph, double precision, nested loops.
 * Derivatives are central differences. It shares no code with what it judges.
 */
final class DenseOracle {
    private static final double STEP = 1e-5;

    private final Gnn model;
    private final Graph graph;
    private final int n;
    private final boolean[][] receives;

    DenseOracle(Gnn model, Graph graph) {
        this.model = model;
        this.graph = graph;
        this.n = graph.nodeCount();
        this.receives = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                receives[i][j] = graph.adjacency().contains(j, i);
            }
        }
    }

    /** All feature values as the network reads them. */
    double[][] features() {
        return dense(model.config().scaled(graph.features()));
    }

    static double[][] dense(Features features) {
        var out = new double[features.rows()][features.columns()];
        for (int row = 0; row < out.length; row++) {
            if (features instanceof SparseFeatures sparse) {
                for (int k = sparse.ptr()[row]; k < sparse.ptr()[row + 1]; k++) {
                    out[row][sparse.idx()[k]] = sparse.val()[k];
                }
            } else if (features instanceof DenseFeatures values) {
                for (int c = 0; c < out[row].length; c++) {
                    out[row][c] = values.values()[row * out[row].length + c];
                }
            }
        }
        return out;
    }

    /** A factor of one on every message. */
    double[][] ones() {
        var out = new double[n][n];
        for (var row : out) {
            Arrays.fill(row, 1);
        }
        return out;
    }

    /** Derivative of a logit by every feature value. */
    double[][] gradient(int row, int classIndex) {
        var x = features();
        var out = new double[n][x[0].length];
        for (int i = 0; i < n; i++) {
            for (int f = 0; f < x[i].length; f++) {
                double at = x[i][f];
                x[i][f] = at + STEP;
                double above = logits(x, ones())[row][classIndex];
                x[i][f] = at - STEP;
                out[i][f] = (above - logits(x, ones())[row][classIndex]) / (2 * STEP);
                x[i][f] = at;
            }
        }
        return out;
    }

    /** Derivative of a logit by the factor of an edge, in an undirected graph of both its directions. */
    double edgeDerivative(int row, int classIndex, int[] ends) {
        return (masked(row, classIndex, ends, 1 + STEP) - masked(row, classIndex, ends, 1 - STEP)) / (2 * STEP);
    }

    private double masked(int row, int classIndex, int[] ends, double factor) {
        var mask = ones();
        mask[ends[1]][ends[0]] = factor;
        if (!graph.adjacency().directed()) {
            mask[ends[0]][ends[1]] = factor;
        }
        return logits(features(), mask)[row][classIndex];
    }

    /** Logits of every row; {@code mask[i][j]} multiplies the message from j to i. */
    double[][] logits(double[][] x, double[][] mask) {
        var values = x;
        for (int l = 0; l < model.layers().size(); l++) {
            if (l > 0) {
                activate(values);
            }
            values = layer(l, values, mask);
            operate(l, values);
        }
        return values;
    }

    private double[][] layer(int l, double[][] in, double[][] mask) {
        double[][] w = matrix(l, 0);
        return switch (model.config().architecture()) {
            case GCN -> shifted(times(symmetric(mask), times(in, w)), matrix(l, 1)[0]);
            case SGC -> {
                var out = in;
                for (int k = 0; k < model.config().layers(); k++) {
                    out = times(symmetric(mask), out);
                }
                yield shifted(times(out, w), matrix(l, 1)[0]);
            }
            case SIGN -> sign(in, w, matrix(l, 1)[0], walk(mask));
            case SAGE -> {
                int width = w[0].length / 2;
                yield shifted(
                        sum(times(in, columns(w, 0, width)), times(times(mean(mask), in), columns(w, width, width))),
                        matrix(l, 1)[0]);
            }
            case GIN -> {
                var inner = shifted(times(times(plain(mask), in), w), matrix(l, 1)[0]);
                for (var row : inner) {
                    Arrays.setAll(row, c -> Math.max(0, row[c]));
                }
                yield shifted(times(inner, matrix(l, 2)), matrix(l, 3)[0]);
            }
            case GAT -> attention(l, times(in, w), mask);
        };
    }

    private double[][] sign(double[][] in, double[][] w, double[] bias, double[][] walk) {
        int width = bias.length;
        var out = new double[n][width];
        var hop = in;
        for (int k = 0; k <= model.config().layers(); k++) {
            out = sum(out, times(hop, columns(w, k * width, width)));
            hop = times(walk, hop);
        }
        return shifted(out, bias);
    }

    private double[][] attention(int l, double[][] t, double[][] mask) {
        boolean last = l == model.layers().size() - 1;
        int heads = last ? 1 : model.config().heads();
        int channels = t[0].length / heads;
        var out = new double[n][t[0].length];
        for (int h = 0; h < heads; h++) {
            for (int i = 0; i < n; i++) {
                var e = new double[n];
                double total = 0;
                for (int j = 0; j < n; j++) {
                    if (i == j || receives[i][j]) {
                        double u = 0;
                        for (int c = h * channels; c < (h + 1) * channels; c++) {
                            u += t[i][c] * matrix(l, 1)[0][c] + t[j][c] * matrix(l, 2)[0][c];
                        }
                        e[j] = Math.exp(u > 0 ? u : 0.2f * u);
                        total += e[j];
                    }
                }
                for (int j = 0; j < n; j++) {
                    for (int c = h * channels; c < (h + 1) * channels; c++) {
                        out[i][c] += (i == j ? 1 : mask[i][j]) * e[j] / total * t[j][c];
                    }
                }
            }
        }
        return shifted(out, matrix(l, 3)[0]);
    }

    private void activate(double[][] values) {
        boolean elu = model.config().architecture() == Architecture.GAT;
        for (var row : values) {
            Arrays.setAll(row, c -> row[c] > 0 ? row[c] : elu ? Math.expm1(row[c]) : 0);
        }
    }

    private void operate(int l, double[][] values) {
        var operators = model.sidecar().operators();
        if (operators == null || !operators.act()) {
            return;
        }
        var own = operators.layers().get(l);
        for (long key : own.nodes()) {
            int row = graph.row(key);
            if (row >= 0) {
                var before = values[row].clone();
                Arrays.fill(values[row], 0);
                for (int r = 0; r < own.width(); r++) {
                    for (int c = 0; c < own.width(); c++) {
                        values[row][c] += before[r] * own.matrix()[r * own.width() + c];
                    }
                }
            }
        }
    }

    private double[][] symmetric(double[][] mask) {
        return weights(mask, true, (i, j) -> 1 / Math.sqrt((degree(i) + 1.0) * (degree(j) + 1.0)));
    }

    private double[][] walk(double[][] mask) {
        return weights(mask, true, (i, j) -> 1 / (degree(i) + 1.0));
    }

    private double[][] mean(double[][] mask) {
        return weights(mask, false, (i, j) -> 1.0 / degree(i));
    }

    private double[][] plain(double[][] mask) {
        return weights(mask, true, (i, j) -> 1);
    }

    private interface Weight {
        double of(int target, int source);
    }

    private double[][] weights(double[][] mask, boolean loops, Weight weight) {
        var out = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (receives[i][j]) {
                    out[i][j] = mask[i][j] * weight.of(i, j);
                } else if (i == j && loops) {
                    out[i][j] = weight.of(i, i);
                }
            }
        }
        return out;
    }

    private int degree(int row) {
        int out = 0;
        for (boolean edge : receives[row]) {
            out += edge ? 1 : 0;
        }
        return out;
    }

    private double[][] matrix(int layer, int place) {
        var parameter = model.layers().get(layer).parameters().get(place);
        var out = new double[parameter.rows()][parameter.columns()];
        for (int i = 0; i < parameter.length(); i++) {
            out[i / parameter.columns()][i % parameter.columns()] = parameter.host()[i];
        }
        return out;
    }

    private static double[][] columns(double[][] matrix, int from, int width) {
        return Arrays.stream(matrix)
                .map(row -> Arrays.copyOfRange(row, from, from + width))
                .toArray(double[][]::new);
    }

    private static double[][] times(double[][] a, double[][] b) {
        var out = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                for (int c = 0; c < b[0].length; c++) {
                    out[i][c] += a[i][k] * b[k][c];
                }
            }
        }
        return out;
    }

    private static double[][] sum(double[][] a, double[][] b) {
        for (int i = 0; i < a.length; i++) {
            for (int c = 0; c < a[i].length; c++) {
                a[i][c] += b[i][c];
            }
        }
        return a;
    }

    private static double[][] shifted(double[][] values, double[] bias) {
        for (var row : values) {
            for (int c = 0; c < row.length; c++) {
                row[c] += bias[c];
            }
        }
        return values;
    }
}
