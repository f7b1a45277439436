package org.graphunlearning.gnn.curvature;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.gnn.model.Gnn;
import org.graphunlearning.gnn.tensor.ParamTensor;

/** All parameters of a model, or all their gradients, as one vector in the model's order. */
public final class ParameterVector {
    private ParameterVector() {}

    /** How many parameters there are. */
    public static int length(Gnn model) {
        return model.parameters().stream().mapToInt(ParamTensor::length).sum();
    }

    /** A copy of the parameters. */
    public static double[] of(Gnn model) {
        var out = new double[length(model)];
        int at = 0;
        for (var parameter : model.parameters()) {
            for (float value : parameter.host()) {
                out[at++] = value;
            }
        }
        return out;
    }

    /** Overwrites the parameters, rounded to float. */
    public static void assign(Gnn model, double[] values) {
        int at = 0;
        for (var parameter : model.parameters()) {
            float[] host = parameter.host();
            for (int i = 0; i < host.length; i++) {
                host[i] = (float) values[at++];
            }
        }
    }

    /** Copies the gradients that the last backward pass left. */
    public static void gradient(Gnn model, double[] out) {
        int at = 0;
        for (var parameter : model.parameters()) {
            for (float value : parameter.gradient()) {
                out[at++] = value;
            }
        }
    }

    /** One float array per parameter, in the model's order. */
    public static List<float[]> split(Gnn model, double[] vector) {
        var out = new ArrayList<float[]>();
        int at = 0;
        for (var parameter : model.parameters()) {
            var part = new float[parameter.length()];
            for (int i = 0; i < part.length; i++) {
                part[i] = (float) vector[at++];
            }
            out.add(part);
        }
        return out;
    }

    /** The same into arrays that are there already, one per parameter and as long as it. */
    static void split(double[] vector, List<float[]> out) {
        int at = 0;
        for (var part : out) {
            for (int i = 0; i < part.length; i++) {
                part[i] = (float) vector[at++];
            }
        }
    }

    /** Euclidean norm, summed in index order. */
    public static double norm(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    /** Inner product, summed in index order. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum = Math.fma(a[i], b[i], sum);
        }
        return sum;
    }

    /**
     * Euclidean distance of two models' parameters; NaN when they differ in shape.
     */
    public static double distance(Gnn a, Gnn b) {
        var left = a.parameters();
        var right = b.parameters();
        if (left.size() != right.size()) {
            return Double.NaN;
        }
        double sum = 0;
        for (int p = 0; p < left.size(); p++) {
            float[] x = left.get(p).host();
            float[] y = right.get(p).host();
            if (x.length != y.length) {
                return Double.NaN;
            }
            for (int i = 0; i < x.length; i++) {
                double d = (double) x[i] - y[i];
                sum += d * d;
            }
        }
        return Math.sqrt(sum);
    }
}
