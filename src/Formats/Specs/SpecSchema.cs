using System.Text.Json;
using System.Text.Json.Nodes;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Settings;

namespace Symmetry.Formats.Specs;

/// <summary>The JSON Schema of specifications, derived from the settings of the experiments.</summary>
/// <remarks>It describes the shape and the valid words; <c>symmetry plan</c> also checks ranges and combinations.</remarks>
internal static class SpecSchema
{
    private static readonly string[] Factors = ["seeds", "splits", "weights", "orders", "permutations"];
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Writes the schema, ending with a line feed.</summary>
    public static string Write() => new JsonObject
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "A sweep",
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray("replicates"),
        ["properties"] = new JsonObject
        {
            ["name"] = new JsonObject { ["type"] = "string", ["description"] = "the name of the sweep; by default the name of the file" },
            ["experiment"] = Experiments(),
            ["seed"] = Whole(0, "the seed of every random number; 1 by default"),
            ["replicates"] = new JsonObject
            {
                ["description"] = "replicates per cell",
                ["oneOf"] = new JsonArray(Whole(1, "replicates with new random numbers"), Crossed(), Width(), Best(), Decision()),
            },
            ["axes"] = new JsonObject { ["type"] = "object", ["description"] = "the settings that vary; the last axis varies fastest" },
            ["zip"] = new JsonObject
            {
                ["type"] = "array",
                ["description"] = "settings that vary together: equally many values each, one axis per entry; they vary faster than the axes",
                ["items"] = new JsonObject { ["type"] = "object", ["minProperties"] = 2 },
            },
            ["fixed"] = new JsonObject { ["type"] = "object", ["description"] = "the settings that all cells share" },
            ["only"] = Filters("cells to keep: those that match every value of an entry; all by default"),
            ["exclude"] = Filters("cells to leave out: those that match every value of an entry"),
            ["sample"] = Whole(1, "how many of the remaining cells are drawn, without replacement, by the seed; all by default"),
            ["keep"] = new JsonObject
            {
                ["enum"] = new JsonArray("outcomes"),
                ["description"] = "outcomes: for each trial and test image, whether it is classified correctly; nothing by default",
            },
            ["claims"] = new JsonObject
            {
                ["type"] = "array",
                ["description"] = "sentences that the results answer",
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["required"] = new JsonArray("says"),
                    ["minProperties"] = 2,
                    ["maxProperties"] = 2,
                    ["additionalProperties"] = false,
                    ["properties"] = Kinds(),
                },
            },
            ["data"] = Data(),
            ["program"] = ProgramSchema.Command(),
            ["metrics"] = ProgramSchema.Metrics(),
            ["files"] = ProgramSchema.Files(),
            ["timeout"] = ProgramSchema.Timeout(),
            ["deterministic"] = ProgramSchema.Deterministic(),
        },
        ["if"] = new JsonObject { ["required"] = new JsonArray("program") },
        ["then"] = new JsonObject { ["required"] = new JsonArray("metrics") },
        ["else"] = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["axes"] = OfSettings("the settings that vary; the last axis varies fastest", setting => AxisValues(setting, areUnique: true)),
                ["zip"] = new JsonObject { ["items"] = OfSettings("settings that vary together", setting => AxisValues(setting, areUnique: false)) },
                ["fixed"] = OfSettings("the settings that all cells share", setting => Described(ValueOf(setting), setting)),
                ["only"] = ConditionsOfSettings(),
                ["exclude"] = ConditionsOfSettings(),
            },
        },
    }.ToJsonString(Indented) + "\n";

    private static JsonObject Whole(long min, string description) =>
        new() { ["type"] = "integer", ["minimum"] = min, ["description"] = description };

    private static JsonObject Filters(string description) =>
        new() { ["type"] = "array", ["description"] = description, ["items"] = new JsonObject { ["type"] = "object" } };

    private static JsonObject ConditionsOfSettings() => new()
    {
        ["items"] = OfSettings("values", setting => new JsonObject { ["anyOf"] = new JsonArray(ValueOf(setting), ListOf(ValueOf(setting), setting)) }),
    };

    // In a zip a value may occur repeatedly.
    private static JsonObject AxisValues(Setting setting, bool areUnique)
    {
        var list = new JsonObject { ["type"] = "array", ["minItems"] = 1, ["uniqueItems"] = areUnique, ["items"] = ValueOf(setting) };
        return Described(setting.Kind is SettingKind.Number ? new JsonObject { ["oneOf"] = new JsonArray(list, Range()) } : list, setting);
    }

    private static JsonObject Range() => new()
    {
        ["type"] = "object",
        ["description"] = "equally spaced values: both ends as written, points between them rounded to 3 significant digits, or to more where that would move "
            + "a point by more than 1 % of the distance to its neighbour; with step the exact values up to 'to'; whole numbers for whole settings",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray("from", "to"),
        ["oneOf"] = new JsonArray(new JsonObject { ["required"] = new JsonArray("count") }, new JsonObject { ["required"] = new JsonArray("step") }),
        ["properties"] = new JsonObject
        {
            ["from"] = new JsonObject { ["type"] = "number" },
            ["to"] = new JsonObject { ["type"] = "number" },
            ["count"] = new JsonObject { ["type"] = "integer", ["minimum"] = 2, ["maximum"] = AxisRange.MaxCount },
            ["step"] = new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0 },
            ["scale"] = new JsonObject { ["enum"] = new JsonArray("linear", "log"), ["description"] = "linear by default; log takes no step" },
        },
    };

    private static JsonObject Experiments() => new()
    {
        ["enum"] = new JsonArray([.. ExperimentRegister.All.Select(experiment => (JsonNode)experiment.Name)]),
        ["description"] = $"what a trial does; {ExperimentRegister.Default.Name} by default",
    };

    private static JsonObject Crossed()
    {
        var factors = new JsonObject();
        foreach (var factor in Factors)
        {
            factors[factor] = CrossedSize();
        }

        // Goals are maps too. The factors of a program have any other name.
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = "crossed factors; of a program, with any names",
            ["propertyNames"] = new JsonObject { ["not"] = new JsonObject { ["enum"] = new JsonArray("until", "best", "decide", "atMost", "on") } },
            ["additionalProperties"] = CrossedSize(),
            ["properties"] = factors,
        };
    }

    private static JsonObject CrossedSize() => new() { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = ReplicateDesign.MaxReplicates };

    private static JsonObject Width() => Goal("until", "replicates until every 95 % interval is within this half-width, up to a maximum", new JsonObject
    {
        ["until"] = new JsonObject { ["type"] = "number", ["minimum"] = WidthGoal.Min, ["maximum"] = WidthGoal.Max },
    });

    private static JsonObject Best() => Goal("best", "a race for the best cell: cells that are shown not to be the best leave, up to a maximum", new JsonObject
    {
        ["best"] = new JsonObject
        {
            ["type"] = "number",
            ["minimum"] = BestGoal.MinLevel,
            ["maximum"] = BestGoal.MaxLevel,
            ["description"] = "the chance that the best cell stays in the race",
        },
        ["on"] = RatedMetric(),
    });

    private static JsonObject Decision() => Goal("decide", "replicates until it is decided which of two cells is better, up to a maximum", new JsonObject
    {
        ["decide"] = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["required"] = new JsonArray("between", "and"),
            ["properties"] = new JsonObject
            {
                ["between"] = OneCell(),
                ["and"] = OneCell(),
                ["margin"] = new JsonObject
                {
                    ["type"] = "number",
                    ["exclusiveMinimum"] = 0,
                    ["description"] = "the cells are equivalent if they differ by less than this",
                },
                ["on"] = RatedMetric(),
            },
        },
    });

    private static JsonObject Goal(string key, string description, JsonObject properties)
    {
        properties["atMost"] = Whole(ReplicateDesign.MinBudget, "maximum number of replicates per cell");
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = description,
            ["additionalProperties"] = false,
            ["required"] = new JsonArray(key, "atMost"),
            ["properties"] = properties,
        };
    }

    private static JsonObject RatedMetric() =>
        new()
        {
            ["type"] = "string",
            ["description"] = "the metric that decides; by default validation where every cell has it, else accuracy or the first rated metric",
        };

    private static JsonObject OneCell() => new() { ["type"] = "object", ["description"] = "settings that exactly one cell has" };

    private static JsonObject Data()
    {
        var properties = new JsonObject();
        foreach (var (key, description, schema) in ((string, string, JsonObject)[])
        [
            ("images", "an IDX file with images, also .gz", new JsonObject { ["type"] = "string" }),
            ("labels", "the IDX file with their labels", new JsonObject { ["type"] = "string" }),
            ("table", "a CSV or Parquet file with one image per row", new JsonObject { ["type"] = "string" }),
            ("label", "the table's column of labels; label by default", new JsonObject { ["type"] = "string" }),
            ("height", "rows of pixels per image of a table; square by default", new JsonObject { ["type"] = "integer", ["minimum"] = 1 }),
            ("width", "columns of pixels per image of a table", new JsonObject { ["type"] = "integer", ["minimum"] = 1 }),
            ("range", "the raw values that become -1 and 1",
                new JsonObject { ["type"] = "array", ["minItems"] = 2, ["maxItems"] = 2, ["items"] = new JsonObject { ["type"] = "number" } }),
        ])
        {
            schema["description"] = description;
            properties[key] = schema;
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = "images from files; by default the embedded digits",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
    }

    private static JsonObject Kinds()
    {
        var kinds = new JsonObject { ["says"] = new JsonObject { ["type"] = "string", ["description"] = "the claim as a sentence" } };
        foreach (var shape in ClaimShape.All)
        {
            var parts = new JsonObject();
            foreach (var part in shape.Parts)
            {
                parts[part] = ClaimPart(shape, part);
            }

            kinds[shape.Kind] = new JsonObject
            {
                ["type"] = "object",
                ["description"] = shape.Asks,
                ["required"] = new JsonArray([.. shape.Required.Select(part => (JsonNode)part)]),
                ["additionalProperties"] = false,
                ["properties"] = parts,
            };
        }

        return kinds;
    }

    private static JsonObject ClaimPart(ClaimShape shape, string part) => (shape.Kind, part) switch
    {
        (_, "of" or "to" or "greater" or "than" or "between" or "and") =>
            new JsonObject { ["type"] = "object", ["description"] = "cells: settings with the values that match; {} for all" },
        (_, "on") when shape.ComparesPairs => new JsonObject
        {
            ["description"] = "a metric, by default accuracy or the first rated one; or two, that of the first and that of the second cells, "
                + "which may then be the same",
            ["oneOf"] = new JsonArray(
                new JsonObject { ["type"] = "string" },
                new JsonObject
                {
                    ["type"] = "array",
                    ["minItems"] = 2,
                    ["maxItems"] = 2,
                    ["uniqueItems"] = true,
                    ["items"] = new JsonObject { ["type"] = "string" },
                }),
        },
        (_, "on") or ("slope", "by") =>
            new JsonObject { ["type"] = "string", ["description"] = "original, inverted, sum, loss or any metric; original by default" },
        (_, "factor") => new JsonObject { ["type"] = "string", ["description"] = "seed, split, weights, order or P" },
        (_, "every") => new JsonObject { ["type"] = "boolean", ["description"] = "true: every trial; false: the mean" },
        (_, "tuned") => new JsonObject
        {
            ["type"] = "object",
            ["description"] = "each side takes the cell that a metric prefers in each replicate",
            ["required"] = new JsonArray("axes"),
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject
            {
                ["axes"] = new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = new JsonObject { ["type"] = "string" } },
                ["select"] = new JsonObject { ["type"] = "string", ["description"] = "the metric that selects; validation by default" },
            },
        },
        (_, "matched") => new JsonObject { ["type"] = "boolean", ["description"] = "only pairs that agree on the axes that both sides treat alike" },
        _ => new JsonObject { ["type"] = "number" },
    };

    private static JsonObject OfSettings(string description, Func<Setting, JsonObject> schema)
    {
        var properties = new JsonObject();
        foreach (var settings in ExperimentRegister.All.SelectMany(experiment => experiment.Settings).GroupBy(setting => setting.Name))
        {
            // Settings of two experiments may have one name and other values.
            var kinds = settings.DistinctBy(setting => (setting.Kind, string.Join(' ', setting.Words))).Select(schema).ToArray();
            properties[settings.Key] = kinds is [var only] ? only : new JsonObject { ["anyOf"] = new JsonArray([.. kinds]) };
        }

        return new JsonObject { ["type"] = "object", ["description"] = description, ["additionalProperties"] = false, ["properties"] = properties };
    }

    private static JsonObject ListOf(JsonObject value, Setting setting) =>
        Described(new JsonObject { ["type"] = "array", ["minItems"] = 1, ["uniqueItems"] = true, ["items"] = value }, setting);

    private static JsonObject ValueOf(Setting setting) => setting.Kind switch
    {
        SettingKind.Word => new JsonObject { ["enum"] = new JsonArray([.. setting.Words.Select(word => (JsonNode)word)]) },
        SettingKind.Text => new JsonObject { ["type"] = "string" },
        SettingKind.Boolean => new JsonObject { ["type"] = "boolean" },
        SettingKind.Number => new JsonObject { ["type"] = "number" },
        _ => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "integer", ["minimum"] = 1 } },
    };

    private static JsonObject Described(JsonObject schema, Setting setting)
    {
        schema["description"] = $"{setting.Summary}: {setting.Expected}";
        return schema;
    }
}
