using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Symmetry.Engine.Tests;

/// <summary>Calls a test with every combination of the values of its enum and bool parameters.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CombinatorialChoicesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        IEnumerable<object[]> rows = [[]];
        foreach (var parameter in testMethod.GetParameters())
        {
            var type = parameter.ParameterType;
            object[] values = type == typeof(bool) ? [false, true] : [.. Enum.GetValues(type).Cast<object>()];
            rows = rows.SelectMany(row => values.Select(value => row.Append(value).ToArray()));
        }

        return new([.. rows.Select(row => new TheoryDataRow(row))]);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
