using System.Text.Json.Nodes;

namespace Symmetry.Formats.Specs;

/// <summary>The JSON Schema of the keys that say which program is the trial.</summary>
internal static class ProgramSchema
{
    public static JsonObject Command() => Words(
        "a program as the trial, with its arguments: it reads one JSON object from standard input and ends with a line of JSON with its metrics; "
        + "the axes then have any names");

    public static JsonObject Metrics() => new()
    {
        ["type"] = "object",
        ["description"] = "what the program reports",
        ["minProperties"] = 1,
        ["additionalProperties"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("better"),
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject
            {
                ["better"] = new JsonObject { ["enum"] = new JsonArray("larger", "smaller", "none") },
                ["kind"] = new JsonObject
                {
                    ["enum"] = new JsonArray("real", "proportion"),
                    ["description"] = "real by default; a proportion is reported as {\"correct\": 91, \"total\": 100}",
                },
            },
        },
    };

    public static JsonObject Files() => Words("files that travel with the sweep, relative to the specification; at most 4 MB together");

    public static JsonObject Timeout() => new()
    {
        ["type"] = "string",
        ["pattern"] = "^[0-9.]+[smhd]$",
        ["description"] = "how long a run may take, such as 60s, 10m or 2h; 1h by default",
    };

    public static JsonObject Deterministic() => new()
    {
        ["type"] = "boolean",
        ["description"] = "whether the same input always gives the same metrics, so that a difference is an alarm; false by default",
    };

    private static JsonObject Words(string description) =>
        new() { ["type"] = "array", ["minItems"] = 1, ["items"] = new JsonObject { ["type"] = "string" }, ["description"] = description };
}
