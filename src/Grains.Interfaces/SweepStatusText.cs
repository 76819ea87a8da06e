namespace Symmetry.Grains;

/// <summary>The status of a sweep in a word: the same in tables, JSON and on the page.</summary>
public static class SweepStatusText
{
    /// <summary>running, completed or cancelled.</summary>
    public static string Word(this SweepStatus status) => status switch
    {
        SweepStatus.Running => "running",
        SweepStatus.Completed => "completed",
        _ => "cancelled",
    };
}
