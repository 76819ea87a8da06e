using System.Reflection;
using System.Text;

namespace Symmetry.Grains.Tests.Contracts;

/// <summary>The wire contract as text: grains, methods and serialized types, with aliases and ids.</summary>
internal static class ContractText
{
    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        var types = assembly.GetExportedTypes().Where(type => AliasOf(type) is not null).OrderBy(AliasOf, StringComparer.Ordinal);
        foreach (var type in types)
        {
            text.Append(Kind(type)).Append(' ').Append(AliasOf(type)).Append(" = ").Append(Name(type)).Append('\n');
            foreach (var line in Members(type).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(line).Append('\n');
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Kind(Type type) => (type.IsInterface, type.IsEnum, type.IsAssignableTo(typeof(Exception))) switch
    {
        (true, _, _) => "grain",
        (_, true, _) => "values",
        (_, _, true) => "error",
        _ => "record",
    };

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsInterface)
        {
            return type.GetMethods().Where(method => !method.IsStatic).Select(method =>
                $"{AliasOf(method)} = {method.Name}({string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)))}) "
                + $"-> {Name(method.ReturnType)}");
        }

        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{Convert.ToInt64(Enum.Parse(type, name), null)} = {name}");
        }

        return type.GetProperties()
            .Select(property => (property, id: property.GetCustomAttribute<IdAttribute>()))
            .Where(field => field.id is not null)
            .Select(field => $"{field.id!.Id} = {Name(field.property.PropertyType)} {field.property.Name}");
    }

    private static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias;

    private static string Name(Type type)
    {
        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[]";
        }

        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
    }
}
