using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Symmetry.Engine.Experiments.Programs;

/// <summary>The JSON object that a program reads from standard input.</summary>
internal static class ProgramInput
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A seed for each of these is always there, so that a program need not know what a specification crosses.
    private static readonly string[] StandardFactors = ["split", "weights", "order"];

    /// <summary>Writes the input of a trial, on one line.</summary>
    public static string Write(TrialSpec spec)
    {
        var origin = spec.Origin ?? throw new ArgumentException("The trial of a program needs its origin.", nameof(spec));
        var replicate = (uint)origin.Replicate;
        var seeds = new JsonObject();
        foreach (var name in StandardFactors.Where(name => origin.Levels.All(level => level.Factor != name)))
        {
            seeds[name] = Seed(spec.Indices.Seed, name, replicate);
        }

        foreach (var (factor, level) in origin.Levels)
        {
            seeds[factor] = Seed(spec.Indices.Seed, factor, level);
        }

        var settings = new JsonObject();
        foreach (var setting in spec.Experiment.Settings)
        {
            var text = setting.Format(spec.Settings);
            settings[setting.Name] = setting.Kind is SettingKind.Word or SettingKind.Text ? text : JsonNode.Parse(text);
        }

        return new JsonObject
        {
            ["sweep"] = origin.Sweep,
            ["cell"] = origin.Cell,
            ["replicate"] = origin.Replicate,
            ["trial"] = origin.Trial,
            ["seed"] = Seed(spec.Indices.Seed, "", replicate),
            ["seeds"] = seeds,
            ["settings"] = settings,
        }.ToJsonString(Plain);
    }

    // A factor has its own stream, whatever else is crossed, and the seeds of a replicate are the same in every cell.
    private static ulong Seed(long sweepSeed, string factor, uint level)
    {
        var stream = new RandomStream(sweepSeed, Purpose.Program, level, NameHash(factor));
        return ((ulong)stream.Next() << 32) | stream.Next();
    }

    // FNV-1a, 32 bits.
    private static uint NameHash(string name) =>
        Encoding.UTF8.GetBytes(name).Aggregate(2166136261u, (hash, value) => unchecked((hash ^ value) * 16777619u));
}
