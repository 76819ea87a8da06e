namespace Symmetry.Engine.Settings;

/// <summary>What fills the line that a shift vacates.</summary>
public enum ShiftFill
{
    /// <summary>The background, raw 0, which is −1 after scaling.</summary>
    Background,

    /// <summary>The line that left on the opposite side.</summary>
    Wrap,

    /// <summary>The scaled value 0, which is raw 8.</summary>
    Zero,

    /// <summary>A copy of the adjacent line.</summary>
    Edge,
}
