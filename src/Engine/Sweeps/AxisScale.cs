namespace Symmetry.Engine.Sweeps;

/// <summary>How the points of an <see cref="AxisRange"/> are spaced.</summary>
public enum AxisScale
{
    /// <summary>Equal differences.</summary>
    Linear,

    /// <summary>Equal ratios.</summary>
    Log,
}
