namespace Symmetry.Engine.Settings;

/// <summary>When images are divided into training and test images.</summary>
public enum SplitTiming
{
    /// <summary>Before the enlargement: all five copies of an image are on one side.</summary>
    Before,

    /// <summary>After the enlargement: shifted copies of one image may be on both sides.</summary>
    After,
}
