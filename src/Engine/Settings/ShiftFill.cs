namespace Symmetry.Engine.Settings;

/// <summary>What fills the row or column that a shift vacates.</summary>
public enum ShiftFill
{
    /// <summary>The background, raw 0, which is −1 after scaling.</summary>
    Background,

    /// <summary>The row or column that was shifted out at the opposite edge.</summary>
    Wrap,

    /// <summary>The scaled value 0, which is raw 8.</summary>
    Zero,

    /// <summary>A copy of the adjacent row or column.</summary>
    Edge,
}
