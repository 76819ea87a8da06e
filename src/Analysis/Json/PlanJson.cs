using System.Text.Json;

namespace Symmetry.Analysis.Json;

/// <summary>The size of a sweep, as <c>symmetry plan --json</c> and the API write it.</summary>
public static class PlanJson
{
    /// <summary>Writes cells, replicates and trials as properties of the current object.</summary>
    public static void WriteSize(Utf8JsonWriter json, Sweep sweep)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(sweep);
        json.WriteString("sweep", sweep.Id);
        json.WriteString("name", sweep.Spec.Name);
        json.WriteNumber("cells", sweep.Cells.Length);
        json.WriteNumber("notDrawn", sweep.GridCells - sweep.Cells.Length);
        json.WriteNumber("replicates", sweep.Replicates);
        json.WriteBoolean("replicatesAreAtMost", sweep.Spec.Replicates.HasGoal);
        json.WriteNumber("trials", sweep.Trials);
    }
}
