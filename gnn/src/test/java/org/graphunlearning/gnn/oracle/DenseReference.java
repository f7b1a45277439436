package org.graphunlearning.gnn.oracle;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.gnn.graph.DenseFeatures;
import org.graphunlearning.gnn.graph.Graph;
import org.graphunlearning.gnn.graph.SparseFeatures;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.model.ModelConfig;

/**
 * The five architectures as their papers write them: dense adjacency, double precision, nested loops, derivatives by central
 * differences. Slow on purpose and sharing no code with the kernels it judges.
 */
public final class DenseReference {
    /** Step of the central differences: truncation about 1e-12, rounding about 1e-10. */
    private static final double STEP = 1e-6;

    private final ModelConfig config;
    private final Masks masks;
    private final double[][] receives;
    private final double[][] x;
    private final int[] target;

    /** A reference on a whole graph. */
    public DenseReference(ModelConfig config, Graph graph, Masks masks) {
        this.config = config;
        this.masks = masks;
        this.receives = adjacency(graph);
        this.x = features(graph);
        this.target = graph.targets();
    }

    /** Who receives from whom, as a full matrix of zeros and ones without loops. */
    public static double[][] adjacency(Graph graph) {
        int n = graph.nodeCount();
        var out = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                out[i][j] = graph.adjacency().contains(j, i) ? 1 : 0;
            }
        }
        return out;
    }

    /** All features as a full matrix. */
    public static double[][] features(Graph graph) {
        var out = new double[graph.nodeCount()][graph.features().columns()];
        for (int row = 0; row < out.length; row++) {
            if (graph.features() instanceof SparseFeatures sparse) {
                for (int k = sparse.ptr()[row]; k < sparse.ptr()[row + 1]; k++) {
                    out[row][sparse.idx()[k]] = sparse.val()[k];
                }
            } else if (graph.features() instanceof DenseFeatures dense) {
                for (int c = 0; c < out[row].length; c++) {
                    out[row][c] = dense.values()[row * out[row].length + c];
                }
            }
        }
        return out;
    }

    /** The parameters of a model in double precision. */
    public static List<double[]> parameters(Gnn model) {
        var out = new ArrayList<double[]>();
        for (var parameter : model.parameters()) {
            var values = new double[parameter.length()];
            for (int i = 0; i < values.length; i++) {
                values[i] = parameter.host()[i];
            }
            out.add(values);
        }
        return out;
    }

    /** Logits of every row. */
    public double[][] logits(List<double[]> theta) {
        var values = config.normalizeFeatures() ? unitRows(x) : x;
        int layers =
                switch (config.architecture()) {
                    case SGC, SIGN -> 1;
                    default -> config.layers();
                };
        int per = theta.size() / layers;
        for (int l = 0; l < layers; l++) {
            var own = theta.subList(l * per, (l + 1) * per);
            var in = dropped(values, l);
            values = switch (config.architecture()) {
                case GCN -> shifted(times(symmetric(), times(in, matrix(own.get(0), width(in)))), own.get(1));
                case SGC -> simplified(in, own);
                case SIGN -> hops(in, own);
                case SAGE -> sage(in, own);
                case GIN -> gin(in, own);
                case GAT -> gat(l, in, own, l == layers - 1 ? 1 : config.heads());
            };
            if (l < layers - 1) {
                activate(values);
            }
        }
        return values;
    }

    /** Mean cross-entropy over some rows. */
    public double loss(List<double[]> theta, int[] rows) {
        var z = logits(theta);
        double sum = 0;
        for (int row : rows) {
            double partition = 0;
            for (double value : z[row]) {
                partition += Math.exp(value);
            }
            sum += Math.log(partition) - z[row][target[row]];
        }
        return sum / rows.length;
    }

    /** Gradient of the loss over some rows, one array per parameter. */
    public List<double[]> gradient(List<double[]> theta, int[] rows) {
        var out = new ArrayList<double[]>();
        for (var values : theta) {
            var gradient = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                double at = values[i];
                values[i] = at + STEP;
                double above = loss(theta, rows);
                values[i] = at - STEP;
                gradient[i] = (above - loss(theta, rows)) / (2 * STEP);
                values[i] = at;
            }
            out.add(gradient);
        }
        return out;
    }

    /** Derivative of the logits along a direction. */
    public double[][] tangent(List<double[]> theta, List<float[]> direction) {
        var above = logits(moved(theta, direction, STEP));
        var below = logits(moved(theta, direction, -STEP));
        for (int i = 0; i < above.length; i++) {
            for (int c = 0; c < above[i].length; c++) {
                above[i][c] = (above[i][c] - below[i][c]) / (2 * STEP);
            }
        }
        return above;
    }

    private static List<double[]> moved(List<double[]> theta, List<float[]> direction, double step) {
        var out = new ArrayList<double[]>();
        for (int p = 0; p < theta.size(); p++) {
            var values = theta.get(p).clone();
            for (int i = 0; i < values.length; i++) {
                values[i] += step * direction.get(p)[i];
            }
            out.add(values);
        }
        return out;
    }

    private double[][] dropped(double[][] values, int layer) {
        var out = new double[values.length][width(values)];
        for (int i = 0; i < out.length; i++) {
            for (int c = 0; c < out[i].length; c++) {
                out[i][c] = values[i][c] * masks.input(layer, i, c);
            }
        }
        return out;
    }

    private void activate(double[][] values) {
        for (var row : values) {
            for (int c = 0; c < row.length; c++) {
                row[c] = switch (config.architecture()) {
                    case GAT -> row[c] > 0 ? row[c] : Math.expm1(row[c]);
                    default -> Math.max(0, row[c]);
                };
            }
        }
    }

    private double[][] symmetric() {
        int n = receives.length;
        var out = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double edge = i == j ? 1 : receives[i][j];
                out[i][j] = edge / Math.sqrt((degree(i) + 1) * (degree(j) + 1));
            }
        }
        return out;
    }

    private double degree(int row) {
        double sum = 0;
        for (double edge : receives[row]) {
            sum += edge;
        }
        return sum;
    }

    private double[][] simplified(double[][] in, List<double[]> theta) {
        var values = in;
        for (int k = 0; k < config.layers(); k++) {
            values = times(symmetric(), values);
        }
        return shifted(times(values, matrix(theta.get(0), width(in))), theta.get(1));
    }

    private double[][] hops(double[][] in, List<double[]> theta) {
        int n = in.length;
        var walk = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                walk[i][j] = (i == j ? 1 : receives[i][j]) / (degree(i) + 1);
            }
        }
        var weights = matrix(theta.get(0), width(in));
        int outputs = theta.get(1).length;
        var out = new double[n][outputs];
        var hop = in;
        for (int k = 0; k <= config.layers(); k++) {
            var all = times(hop, weights);
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < outputs; c++) {
                    out[i][c] += all[i][k * outputs + c];
                }
            }
            hop = times(walk, hop);
        }
        return shifted(out, theta.get(1));
    }

    private double[][] sage(double[][] in, List<double[]> theta) {
        int n = in.length;
        var mean = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                mean[i][j] = receives[i][j] == 0 ? 0 : 1 / degree(i);
            }
        }
        var both = matrix(theta.get(0), width(in));
        int outputs = width(both) / 2;
        var own = times(in, both);
        var others = times(times(mean, in), both);
        var out = new double[n][outputs];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < outputs; c++) {
                out[i][c] = own[i][c] + others[i][outputs + c];
            }
        }
        return shifted(out, theta.get(1));
    }

    private double[][] gin(double[][] in, List<double[]> theta) {
        var sums = times(receives, in);
        for (int i = 0; i < sums.length; i++) {
            for (int c = 0; c < sums[i].length; c++) {
                sums[i][c] += in[i][c];
            }
        }
        var hidden = shifted(times(sums, matrix(theta.get(0), width(in))), theta.get(1));
        for (var row : hidden) {
            for (int c = 0; c < row.length; c++) {
                row[c] = Math.max(0, row[c]);
            }
        }
        return shifted(times(hidden, matrix(theta.get(2), width(hidden))), theta.get(3));
    }

    private double[][] gat(int layer, double[][] in, List<double[]> theta, int heads) {
        var t = times(in, matrix(theta.get(0), width(in)));
        int channels = width(t) / heads;
        var out = new double[t.length][width(t)];
        for (int h = 0; h < heads; h++) {
            var alpha = attention(t, theta.get(1), theta.get(2), h * channels, channels);
            for (int i = 0; i < t.length; i++) {
                for (int j = 0; j < t.length; j++) {
                    double weight = alpha[i][j] == 0 ? 0 : alpha[i][j] * masks.attention(layer, i, j, h);
                    for (int c = h * channels; c < (h + 1) * channels; c++) {
                        out[i][c] += weight * t[j][c];
                    }
                }
            }
        }
        return shifted(out, theta.get(3));
    }

    /** Attention of one head, whose channels are {@code [from, from + channels)}. */
    private double[][] attention(double[][] t, double[] toTarget, double[] toSource, int from, int channels) {
        int n = t.length;
        var out = new double[n][n];
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                if (i == j || receives[i][j] == 1) {
                    double logit = 0;
                    for (int c = from; c < from + channels; c++) {
                        logit += t[i][c] * toTarget[c] + t[j][c] * toSource[c];
                    }
                    out[i][j] = Math.exp(logit > 0 ? logit : 0.2 * logit);
                    sum += out[i][j];
                }
            }
            for (int j = 0; j < n; j++) {
                out[i][j] /= sum;
            }
        }
        return out;
    }

    private static double[][] unitRows(double[][] values) {
        var out = new double[values.length][width(values)];
        for (int i = 0; i < out.length; i++) {
            double sum = 0;
            for (double value : values[i]) {
                sum += Math.abs(value);
            }
            for (int c = 0; c < out[i].length; c++) {
                out[i][c] = sum == 0 ? 0 : values[i][c] / sum;
            }
        }
        return out;
    }

    private static int width(double[][] matrix) {
        return matrix[0].length;
    }

    private static double[][] matrix(double[] flat, int rows) {
        var out = new double[rows][flat.length / rows];
        for (int i = 0; i < flat.length; i++) {
            out[i / width(out)][i % width(out)] = flat[i];
        }
        return out;
    }

    private static double[][] times(double[][] a, double[][] b) {
        var out = new double[a.length][width(b)];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                for (int c = 0; c < width(b); c++) {
                    out[i][c] += a[i][k] * b[k][c];
                }
            }
        }
        return out;
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
