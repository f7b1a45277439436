package org.graphunlearning.procedures.hook;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphunlearning.procedures.lifecycle.CallScope;
import org.graphunlearning.procedures.store.ModelName;
import org.graphunlearning.procedures.store.ModelStore;
import org.graphunlearning.procedures.store.StoredModel;
import org.jspecify.annotations.NullUnmarked;
import org.neo4j.procedure.Context;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code unlearn.pending}. */
@NullUnmarked
public class PendingProcedures {
    /** Injected by Neo4j. */
    @Context
    public CallScope scope;

    /** Lists what models still remember. */
    @Procedure(name = "unlearn.pending", mode = Mode.READ)
    @Description("Lists what plain Cypher took out of the graph and models still remember, by model and kind.")
    public Stream<Row> pending(
            @Name(value = "modelName", defaultValue = "*", description = "A model, or '*' for all.") String modelName) {
        var models = new ModelStore(scope);
        var named =
                ModelName.EVERY.equals(modelName) ? models.all() : List.of(models.facts(ModelName.checked(modelName)));
        var store = new PendingStore(scope);
        return named.stream().flatMap(model -> rows(model, store.of(model)));
    }

    private static Stream<Row> rows(StoredModel model, List<Pending> records) {
        Map<PendingKind, List<Pending>> byKind = new EnumMap<>(PendingKind.class);
        records.forEach(record ->
                byKind.computeIfAbsent(record.kind(), kind -> new ArrayList<>()).add(record));
        return byKind.values().stream().map(ofKind -> Row.of(model, ofKind));
    }

    /** What is pending of one kind for one model. */
    public record Row(
            @Description("The model that remembers.") String modelName,

            @Description("NODE, RELATIONSHIP, FEATURE, LABEL, or GHOST: a neighbour in another shard that is gone.")
            String kind,

            @Description("How many at most; forgetting finds out which of them were learned.")
            long count,

            @Description("Shards that learned from them; none for relationships between shards.")
            List<Long> shards,

            @Description("When the first was taken out.") ZonedDateTime since,
            @Description("When the last was.") ZonedDateTime latest,
            @Description("In how many transactions.") long transactions,

            @Description("What unlearn.process would do about it.")
            String advice) {
        /** Of records of one kind, oldest first. */
        static Row of(StoredModel model, List<Pending> records) {
            var shards = records.stream()
                    .map(Pending::shard)
                    .filter(shard -> shard != Pending.BETWEEN)
                    .distinct()
                    .sorted()
                    .map(Integer::longValue)
                    .toList();
            var kind = records.get(0).kind();
            return new Row(
                    model.name(),
                    kind.name(),
                    Pending.things(records, kind),
                    shards,
                    utc(records.get(0).at()),
                    utc(records.get(records.size() - 1).at()),
                    records.stream().map(Pending::transaction).distinct().count(),
                    advice(model, kind, shards));
        }

        private static ZonedDateTime utc(Instant at) {
            return at.atZone(ZoneOffset.UTC);
        }

        private static String advice(StoredModel model, PendingKind kind, List<Long> shards) {
            var call = "`CALL unlearn.process('" + model.name() + "')` ";
            if (kind == PendingKind.GHOST && !Boolean.TRUE.equals(model.config().get("strict"))) {
                return call + "leaves these ghosts, as the model was trained without `strict`.";
            }
            if (shards.isEmpty()) {
                boolean repaired = !"none".equals(model.config().getOrDefault("repair", "none"));
                return call + (repaired ? "settles it with the ghosts." : "fits the weights of the shards again.");
            }
            return call
                    + (model.size().shards() == 1
                            ? "trains the model again."
                            : "trains " + shards.size() + " of " + model.size().shards() + " shards again.");
        }
    }
}
