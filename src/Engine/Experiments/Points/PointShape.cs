namespace Symmetry.Engine.Experiments.Points;

/// <summary>The points that are learned, with a continuous symmetry or without.</summary>
public enum PointShape
{
    /// <summary>Two classes on two circles of the plane: the rotations are a symmetry, a group of dimension 1.</summary>
    Circles,

    /// <summary>The circles stretched by 1.3: no continuous symmetry.</summary>
    Ellipses,

    /// <summary>Three classes on three tori in two planes: the rotations of each plane are a symmetry, a group of dimension 2.</summary>
    Tori,
}
