using System.Text.Json.Nodes;

namespace Symmetry.Engine.Experiments.Declared;

/// <summary>An experiment that exists for one sweep: its settings and metrics are part of the sweep's canonical text.</summary>
public interface IDeclaredExperiment : IExperiment
{
    /// <summary>The canonical JSON of what is declared: the same declaration has the same text.</summary>
    JsonObject WriteDeclaration();

    /// <summary>The SHA-256 of the canonical JSON, in hexadecimal digits.</summary>
    string DeclarationHash { get; }
}
