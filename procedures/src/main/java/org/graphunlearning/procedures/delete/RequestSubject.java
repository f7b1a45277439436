package org.graphunlearning.procedures.delete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphunlearning.procedures.certificate.ElementKey;
import org.graphunlearning.procedures.certificate.RequestLog;

/** Names the items of a request for its certificate. */
final class RequestSubject {
    private RequestSubject() {}

    static RequestLog.Request of(String requestId, Items items) {
        var keys = new ArrayList<String>();
        items.nodes().forEach(node -> keys.add(ElementKey.of(node)));
        items.relationships().forEach(relationship -> keys.add(ElementKey.of(relationship)));
        items.features().forEach(item -> {
            keys.addAll(keys(item));
            keys.add(ElementKey.values(item.node()));
        });
        items.labels().forEach(node -> {
            keys.add(ElementKey.label(node));
            keys.add(ElementKey.values(node));
        });
        return new RequestLog.Request(requestId, kind(items), keys);
    }

    private static List<String> keys(Items.FeatureItem item) {
        if (item.isWhole()) {
            return List.of(ElementKey.vector(item.node()));
        }
        return item.properties().isEmpty()
                ? Arrays.stream(item.indices())
                        .mapToObj(column -> ElementKey.column(item.node(), column))
                        .toList()
                : item.properties().stream()
                        .map(key -> ElementKey.property(item.node(), key))
                        .toList();
    }

    private static String kind(Items items) {
        var kinds = new ArrayList<String>();
        if (!items.nodes().isEmpty()) {
            kinds.add("NODE");
        }
        if (!items.relationships().isEmpty()) {
            kinds.add("EDGE");
        }
        if (!items.features().isEmpty()) {
            kinds.add("FEATURE");
        }
        if (!items.labels().isEmpty()) {
            kinds.add("LABEL");
        }
        return kinds.size() == 1 ? kinds.get(0) : "BATCH";
    }
}
