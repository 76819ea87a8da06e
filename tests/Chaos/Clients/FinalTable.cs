using System.Text.Json;

namespace Symmetry.Chaos.Clients;

/// <summary>What a table in JSON says about the sweep as a whole.</summary>
/// <param name="Rows">The number of trials in it.</param>
/// <param name="Fingerprint">The fingerprint.</param>
internal readonly record struct FinalTable(long Rows, string Fingerprint)
{
    /// <summary>Reads the table.</summary>
    /// <exception cref="JsonException">The text is not a table.</exception>
    public static FinalTable Read(string json)
    {
        using var table = JsonDocument.Parse(json);
        return new FinalTable(
            table.RootElement.GetProperty("cells").EnumerateArray().Sum(cell => cell.GetProperty("replicates").GetInt64()),
            table.RootElement.GetProperty("fingerprint").GetString()!);
    }
}
