package org.graphunlearning.gnn.djl;

import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDList;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;
import java.util.ArrayList;
import java.util.List;

/**
 * From nodes to named classes with probabilities. The answers are in the order of the query's keys; a class is named by the
 * text of its label.
 */
public final class NodeClassificationTranslator implements NoBatchifyTranslator<NodeQuery, Classifications[]> {
    /** A translator; it holds no state. */
    public NodeClassificationTranslator() {}

    @Override
    public NDList processInput(TranslatorContext context, NodeQuery query) {
        return GraphArrays.of(query, context.getNDManager());
    }

    @Override
    public Classifications[] processOutput(TranslatorContext context, NDList output) {
        var block = (GnnBlock) context.getBlock();
        var names = block.gnn().classes().stream().map(String::valueOf).toList();
        var probabilities = output.singletonOrThrow().toFloatArray();
        var out = new Classifications[probabilities.length / names.size()];
        for (int i = 0; i < out.length; i++) {
            List<Double> values = new ArrayList<>();
            for (int c = 0; c < names.size(); c++) {
                values.add((double) probabilities[i * names.size() + c]);
            }
            out[i] = new Classifications(names, values);
        }
        return out;
    }
}
